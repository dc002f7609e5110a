using System.Text.Json;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Cdk;

/// <summary>What one file makes npm load and run when an app is made ready, one line each (rule U1).</summary>
internal static class FileReach
{
    private static readonly string[] Dependencies = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    private static readonly string[] RunOnInstall = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];

    /// <summary>Reads a file; empty for one that npm does not read.</summary>
    public static IReadOnlyList<string> Of(string path, Func<string> read) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "package.json" => Packages(path, read()),
        "package-lock.json" or "npm-shrinkwrap.json" => [$"locked npm packages {ReachLine.Whole(path, read())}"],
        ".npmrc" => [$"npm settings {ReachLine.Whole(path, read())}"],
        _ => [],
    };

    private static IReadOnlyList<string> Packages(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return
            [
                .. Dependencies.SelectMany(kind => Texts(document.RootElement, kind)).Select(package => $"npm package {ReachLine.Shown($"{package.Name} {package.Value}")}"),
                .. Texts(document.RootElement, "scripts").Where(script => RunOnInstall.Contains(script.Name)).Select(script => $"npm script {ReachLine.Shown($"{script.Name} {script.Value}")}"),
            ];
        }
        catch (JsonException)
        {
            // npm refuses it too.
            return [$"unreadable {ReachLine.Whole(path, text)}"];
        }
    }

    private static IEnumerable<(string Name, string Value)> Texts(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? [.. map.EnumerateObject().Select(entry => (entry.Name, entry.Value.ToString()))] : [];
}

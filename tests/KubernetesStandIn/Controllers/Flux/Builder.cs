using System.Text.Json.Nodes;
using Groundwright.Core.Processes;
using KubernetesStandIn.Json;
using YamlDotNet.Core;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Builds the objects of a Kustomization with the real <c>kubectl kustomize</c>; a folder without kustomization.yaml is taken as all its manifests.</summary>
internal sealed class Builder(ICommandRunner runner)
{
    private static readonly string[] Files = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>Fields the real controller knows and this one does not. An object that uses them fails, rather than being built wrongly.</summary>
    private static readonly string[] NotPlayed = ["decryption", "postBuild", "patches", "images", "components", "kubeConfig", "commonMetadata", "namePrefix", "nameSuffix"];

    /// <summary>The files of a commit never change, so what was built from a folder is known.</summary>
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> built = [];

    public async Task<IReadOnlyList<JsonObject>> Build(JsonObject kustomization, string tree, CancellationToken cancellationToken)
    {
        if (NotPlayed.FirstOrDefault(field => kustomization.At("spec", field) is not null) is { } field) throw new FluxFailure("BuildFailed", $"the stand-in does not play spec.{field}");
        var root = Path.GetFullPath(tree);
        var folder = Path.GetFullPath(Path.Combine(root, (kustomization.Text("spec", "path") ?? "./").TrimStart('/')));
        if (folder != root && !folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new FluxFailure("BuildFailed", $"path {kustomization.Text("spec", "path")} leaves the repository");
        if (!Directory.Exists(folder)) throw new FluxFailure("ArtifactFailed", $"kustomization path not found: stat {kustomization.Text("spec", "path")}: no such file or directory");
        if (built.TryGetValue(folder, out var known)) return known;
        return built[folder] = Files.Any(name => File.Exists(Path.Combine(folder, name))) ? await Kustomize(folder, cancellationToken) : Plain(folder);
    }

    private static IReadOnlyList<JsonObject> Plain(string folder)
    {
        var manifests = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. manifests.SelectMany(file => Parse(File.ReadAllText(file), Path.GetRelativePath(folder, file)))];
    }

    private async Task<IReadOnlyList<JsonObject>> Kustomize(string folder, CancellationToken cancellationToken)
    {
        var result = await runner.Run(new Command("kubectl", ["kustomize", folder]) { WorkingDirectory = folder, Timeout = TimeSpan.FromMinutes(1) }, null, cancellationToken);
        if (result.ExitCode != 0) throw new FluxFailure("BuildFailed", $"kustomize build failed: {result.StandardError.Trim().Replace(folder, ".", StringComparison.Ordinal)}");
        return Parse(result.StandardOutput, "the output of kustomize");
    }

    private static IReadOnlyList<JsonObject> Parse(string text, string where)
    {
        try
        {
            var objects = YamlReading.Documents(text).SelectMany(item => item.Text("kind") == "List" ? item.Objects("items").Select(one => one.Copy()) : [item]).ToList();
            if (objects.Find(item => item.Text("kind") is null || item.Text("apiVersion") is null || item.Text("metadata", "name") is null) is not { } odd) return objects;
            throw new FluxFailure("BuildFailed", $"{where}: an object lacks apiVersion, kind or metadata.name: {odd.Plain()}");
        }
        catch (YamlException fault)
        {
            throw new FluxFailure("BuildFailed", $"{where}: {fault.Message}");
        }
    }
}

using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>A synthesized app: <c>manifest.json</c>, one template a stack, and the assets.</summary>
/// <remarks>Format: https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema.</remarks>
/// <param name="Stacks">In the order of the manifest, those of nested assemblies where these stand.</param>
/// <param name="MissingContext">Keys that the app asked for and nobody has answered.</param>
internal sealed record CloudAssembly(IReadOnlyList<CdkStack> Stacks, IReadOnlyList<string> MissingContext)
{
    /// <exception cref="GroundwrightException">GW2023: this is no assembly.</exception>
    public static CloudAssembly Read(string folder)
    {
        try
        {
            var stacks = new List<CdkStack>();
            var missing = new List<string>();
            Read(folder, stacks, missing);
            return new CloudAssembly(stacks, missing);
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Unreadable, $"what `cdk synth` made cannot be understood: {fault.Message}"), fault);
        }
    }

    /// <summary>The stacks that are meant, in the order they are named; all when none is.</summary>
    /// <exception cref="GroundwrightException">GW2063, with every name that is none.</exception>
    public IReadOnlyList<CdkStack> Choose(IReadOnlyList<string> names, string target)
    {
        if (names.Count == 0) return Stacks;
        var unknown = names.Where(name => !Stacks.Any(stack => stack.IsCalled(name))).ToList();
        if (unknown.Count == 0) return [.. names.Select(name => Stacks.First(stack => stack.IsCalled(name)))];
        throw new GroundwrightException(Problem.Of(CdkProblems.NoStack, $"the app has no stack {string.Join(", ", unknown)}",
            $"Target {target} names it under `stacks:`. The app has: {string.Join(", ", Stacks.Select(stack => stack.Id))}.", new Remedy("gw config check", "after changing `stacks:`")));
    }

    private static void Read(string folder, List<CdkStack> stacks, List<string> missing)
    {
        var manifest = Json(Path.Combine(folder, "manifest.json"));
        missing.AddRange(manifest.Items("missing").Select(entry => entry.Text("key")).OfType<string>());
        if (manifest.Member("artifacts") is not { ValueKind: JsonValueKind.Object } artifacts) return;
        foreach (var artifact in artifacts.EnumerateObject())
        {
            var properties = artifact.Value.Member("properties");
            if (artifact.Value.Text("type") == "cdk:cloud-assembly" && properties.Text("directoryName") is { } nested) Read(Path.Combine(folder, nested), stacks, missing);
            if (artifact.Value.Text("type") != "aws:cloudformation:stack" || properties.Text("templateFile") is not { } file) continue;
            var place = (artifact.Value.Text("environment") ?? "").Split('/');
            stacks.Add(new CdkStack
            {
                Id = artifact.Value.Text("displayName") ?? artifact.Name,
                Name = properties.Text("stackName") ?? artifact.Name,
                Account = Known(place.ElementAtOrDefault(2)),
                Region = Known(place.ElementAtOrDefault(3)),
                DeployRole = properties.Text("assumeRoleArn"),
                Template = Json(Path.Combine(folder, file)),
            });
        }
    }

    private static string? Known(string? place) => string.IsNullOrEmpty(place) || place.StartsWith("unknown-", StringComparison.Ordinal) ? null : place;

    private static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}

/// <summary>A stack as the app makes it.</summary>
internal sealed record CdkStack
{
    /// <summary>What the app and the CLI call it, such as <c>Shop</c> or <c>Prod/Shop</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What CloudFormation calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Account it is written for; null: whichever the credentials lead to.</summary>
    public string? Account { get; init; }

    /// <summary>Region it is written for; null: whichever is said.</summary>
    public string? Region { get; init; }

    /// <summary>Role in the stack's account that may deploy it, with placeholders; null: the app wants none.</summary>
    public string? DeployRole { get; init; }

    /// <summary>Its template.</summary>
    public required JsonElement Template { get; init; }

    /// <summary>Whether people mean it by this name.</summary>
    public bool IsCalled(string name) => name == Id || name == Name;
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// What the tool sees of our environment (rule U1): the basics, and the names the project's settings list. Of <c>TF_*</c> only variables and
/// tokens that are listed by name get through; workspace, arguments, data folder and logging are ours to decide.
/// </summary>
internal sealed class TerraformEnvironment(TargetSettings settings, string toolFolder, Func<string, string?> variable)
{
    // The one tool reads this name, the other that one.
    private static readonly string[] RegionNames = ["AWS_REGION", "AWS_DEFAULT_REGION"];

    /// <summary>Listed names that are let through.</summary>
    public IReadOnlyList<string> Names { get; } = [.. settings.Environment.Where(IsHarmless).Order(StringComparer.Ordinal)];

    /// <summary>A listed variable as the tool sees it; null when it is not set.</summary>
    public string? Value(string name) => RegionNames.Contains(name) && settings.Region is { } region ? region : Names.Contains(name, StringComparer.Ordinal) ? variable(name) : null;

    /// <summary>The environment of a call of the cloud's own tool.</summary>
    public CommandEnvironment Credentials => WithRegion(CommandEnvironment.Minimal.Allowing(Names).With("AWS_PAGER", ""));

    /// <summary>The environment of a call without any credential: for what only reads files.</summary>
    public CommandEnvironment Offline(string dataFolder) => CommandEnvironment.Minimal
        .With("TF_IN_AUTOMATION", "1")
        .With("CHECKPOINT_DISABLE", "1")
        .With("TF_CLI_CONFIG_FILE", CliConfiguration())
        .With("TF_PLUGIN_CACHE_DIR", PluginCache())
        .With("TF_DATA_DIR", dataFolder);

    /// <summary>The environment of a call that talks to backend and clouds. The workspace is always said, so that no file of the tree decides it; null only for calls that choose it.</summary>
    public CommandEnvironment Online(string dataFolder, string? workspace)
    {
        var values = WithRegion(Offline(dataFolder).Allowing(Names));
        return workspace is null ? values : values.With("TF_WORKSPACE", workspace);
    }

    /// <summary>Folder of downloaded providers, shared by all runs of the repository.</summary>
    public string PluginCache()
    {
        var folder = Path.Combine(toolFolder, "providers");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>An empty file of ours: the person's own one may hold provider overrides that no other machine has.</summary>
    public string CliConfiguration()
    {
        Directory.CreateDirectory(toolFolder);
        var file = Path.Combine(toolFolder, "cli.tfrc");
        if (!File.Exists(file)) File.WriteAllBytes(file, []);
        return file;
    }

    private CommandEnvironment WithRegion(CommandEnvironment values) => settings.Region is { } region ? RegionNames.Aggregate(values, (sum, name) => sum.With(name, region)) : values;

    private static bool IsHarmless(string name) =>
        !name.StartsWith("TF_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TF_VAR_", StringComparison.Ordinal) || name.StartsWith("TF_TOKEN_", StringComparison.Ordinal);
}

using Groundwright.Adapters.Terraform.Hcl;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// What one file makes the tool load, run or ask beyond the tree, one line each (rule U1): providers and their locked versions, modules from elsewhere, backends, provisioners, and
/// the data that fetches or runs something while a plan is made. Read from the text, before any tool has seen it.
/// </summary>
internal static class FileReach
{
    private const string BuiltIn = "terraform";
    private const string LockFile = ".terraform.lock.hcl";
    private static readonly string[] Endings = [".tf", ".tofu", ".tf.json", ".tofu.json"];
    private static readonly string[] Running = ["external", "http", "terraform_remote_state"];

    /// <summary>Reads a file; empty for one that the tool does not read.</summary>
    public static IReadOnlyList<string> Of(string path, Func<string> read)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name != LockFile && !Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal))) return [];
        var text = read();
        // Its other writing, in JSON, is rare: it is agreed to as a whole.
        if (name.EndsWith(".json", StringComparison.Ordinal)) return [$"Terraform in JSON {ReachLine.Whole(path, text)}"];
        // What cannot be taken apart is agreed to as a whole, too.
        if (HclBlocks.Read(text) is not { } blocks) return [$"Terraform that nests too deeply {ReachLine.Whole(path, text)}"];
        return [.. blocks.SelectMany(All).SelectMany(block => name == LockFile ? Locked(block) : Of(block)).Distinct()];
    }

    // Also where they do not belong: braces that do not match must not hide one.
    private static IEnumerable<HclBlock> All(HclBlock block) => [block, .. block.Blocks.SelectMany(All)];

    private static IEnumerable<string> Of(HclBlock block) => block switch
    {
        { Type: "provider", Labels: [var provider] } => [$"provider {ReachLine.Shown(provider)}"],
        { Type: "required_providers" } => Required(block),
        { Type: "module" } => Module(block),
        { Type: "provisioner" } or { Type: "backend", Labels: [_] } => [$"{block.Type} {ReachLine.Shown($"{string.Join(' ', block.Labels)} {block.Text}")}"],
        { Type: "data", Labels: [var type, ..] } when Running.Contains(type) => [.. Provider(type), $"data {type} {ReachLine.Shown(block.Text)}"],
        { Type: "resource" or "data" or "ephemeral", Labels: [var type, ..] } => Provider(type),
        { Type: "terraform" } => block.Blocks.Where(inner => inner.Type == "cloud").Select(inner => $"cloud {ReachLine.Shown(inner.Text)}"),
        _ => [],
    };

    private static IEnumerable<string> Provider(string type)
    {
        var provider = type.Split('_')[0];
        if (provider != BuiltIn) yield return $"provider {ReachLine.Shown(provider)}";
    }

    private static IEnumerable<string> Required(HclBlock block)
    {
        foreach (var (provider, value) in block.Attributes)
        {
            yield return $"provider {ReachLine.Shown(provider)}";
            yield return $"provider {ReachLine.Shown(provider)} as {ReachLine.Shown(value)}";
        }
    }

    private static IEnumerable<string> Module(HclBlock block)
    {
        var source = block.Attributes.GetValueOrDefault("source")?.Trim('"');
        // A folder of the tree is looked at like every other.
        if (source is null || ((source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal)) && !source.Contains("${", StringComparison.Ordinal))) yield break;
        var version = block.Attributes.GetValueOrDefault("version")?.Trim('"');
        yield return $"module {ReachLine.Shown(version is null ? source : $"{source} {version}")}";
    }

    private static IEnumerable<string> Locked(HclBlock block)
    {
        if (block is { Type: "provider", Labels: [var address] }) yield return $"locked provider {ReachLine.Shown($"{address} {block.Text}")}";
    }
}

using System.Text;
using Groundwright.Adapters.Terraform.Hcl;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// Decides where the state of a root is. A local state would be lost with the fresh checkout, so an override file of ours puts it where it stays: the
/// settings' <c>state:</c>, or a private folder under the git common directory.
/// </summary>
internal sealed class BackendChoice(TargetSettings settings, PlanVault vault, string repositoryRoot, string gitDirectory)
{
    private const string OverrideName = "groundwright_override.tf";

    /// <summary>Decides, and writes the override file for a local state.</summary>
    /// <exception cref="GroundwrightException">GW2010, GW2012, GW2013.</exception>
    public StateBackend Choose(string root, string environment)
    {
        var blocks = BackendBlock.ReadAll(root).Where(block => block.File != OverrideName).ToList();
        if (blocks.Find(block => block.IsOverride) is { } planted) throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden,
            $"{settings.Terraform}/{planted.File} overrides the backend", "It would decide which state is read and written. Nothing was run.",
            new Remedy("gw config check", "after writing `backend:` values into groundwright.yaml instead")));
        if (blocks.Find(block => block.Type == "cloud") is { } cloud) throw Unusable($"{settings.Terraform}/{cloud.File} uses a `cloud` block",
            "Plans made by HCP Terraform stay there and cannot be bound to their approval here. Use a backend block.");
        var places = string.Join('\n', blocks.Select(block => $"{block.File}: {block.Type}"));
        if (blocks.Count > 1) throw Unusable($"{settings.Terraform} has {blocks.Count} backend blocks", places);
        return blocks is [{ Type: not "local" } block] ? Remote(block, environment) : Local(root, environment);
    }

    private StateBackend Remote(BackendBlock block, string environment)
    {
        var values = settings.Backend.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={Expand(value.Value, environment)}").ToList();
        var fingerprint = vault.Fingerprint(string.Join('\n', values.Prepend(string.Join(' ', block.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
        return new StateBackend(block.Type, $"{block.Type} {fingerprint}", [.. values.Select(value => $"-backend-config={value}")], null);
    }

    private StateBackend Local(string root, string environment)
    {
        if (settings.Backend.Count > 0) throw Unusable($"target {settings.Name} has `backend:` values, but {settings.Terraform} has no remote backend block",
            "Add a block such as `terraform { backend \"s3\" {} }` to the root, or take the values out of groundwright.yaml.");
        var path = settings.State is { } state
            ? Path.GetFullPath(Expand(state, environment), repositoryRoot)
            : Path.Combine(gitDirectory, "groundwright", "state", environment, $"{settings.Name}.tfstate");
        if (settings.State is null) RefuseStray(path);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(path)!);
        WriteOverride(root, path);
        return new StateBackend("local", $"local {path}", [], path);
    }

    private void RefuseStray(string path)
    {
        var stray = Path.Combine(repositoryRoot, settings.Terraform!, "terraform.tfstate");
        if (!File.Exists(stray) || File.Exists(path)) return;
        var relative = Path.GetRelativePath(repositoryRoot, stray).Replace('\\', '/');
        throw new GroundwrightException(Problem.Of(TargetProblems.StrayState, $"{relative} holds a state that Groundwright does not use yet",
            $"A new, empty state would make everything a second time. Nothing was run.\nSay where the state is: add `state: {relative}` to target {settings.Name} in groundwright.yaml.",
            new Remedy("gw config check", "after adding the line")));
    }

    private void WriteOverride(string root, string path)
    {
        var content = Encoding.UTF8.GetBytes($$"""
            terraform {
              backend "local" {
                path          = {{Quote(path)}}
                workspace_dir = {{Quote(Path.ChangeExtension(path, ".workspaces"))}}
              }
            }

            """);
        var file = Path.Combine(root, OverrideName);
        // An earlier process of ours may have left the same file in the same checkout; anything else was brought by the tree.
        if (new FileInfo(file) is { Exists: true, LinkTarget: null } && File.ReadAllBytes(file).AsSpan().SequenceEqual(content)) return;
        try
        {
            PrivateFiles.Write(file, content);
        }
        catch (IOException fault) when (File.Exists(file))
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden, $"{settings.Terraform}/{OverrideName} is in the tree",
                "Groundwright writes this file itself to say where the state is. Nothing was run.",
                new Remedy($"git rm '{settings.Terraform}/{OverrideName}'", "takes it out of the repository")), fault);
        }
    }

    private string Expand(string text, string environment) => text
        .Replace("{environment}", environment, StringComparison.Ordinal)
        .Replace("{repository}", Path.GetFileName(repositoryRoot.TrimEnd('/', '\\')), StringComparison.Ordinal);

    private static string Quote(string path)
    {
        var escaped = path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal)}\"";
    }

    private static GroundwrightException Unusable(string summary, string detail) =>
        new(Problem.Of(TargetProblems.Backend, summary, detail, new Remedy("gw config check", "after the change")));
}

using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Configuration.Yaml;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Configuration;

/// <summary>
/// Finds the configuration of a repository: the one in the last commit of the default branch. What lies changed in the checkout is never used
/// silently, neither by taking it nor by passing it over.
/// </summary>
public static class SettingsLoader
{
    private const string File = SettingsReader.FileName;

    /// <summary>Reads the settings.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="branch">The default branch and where it stands.</param>
    /// <param name="uncommitted">Whether the person asked for the file in the checkout (<c>--uncommitted</c>).</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="GroundwrightException">No file (GW1001), a changed one that was not asked for (GW1018), or everything that is wrong with it.</exception>
    public static async Task<LoadedSettings> Load(IRepository repository, BranchTip branch, bool uncommitted, CancellationToken cancellationToken)
    {
        var committed = await repository.ReadFile(branch.Commit, File, cancellationToken);
        var checkout = await ReadCheckout(repository.Root, cancellationToken);
        var same = Same(committed, checkout);
        if (uncommitted && checkout is not null && !same) return Read(checkout, null);
        if (committed is null && checkout is null) throw new GroundwrightException(NotThere());
        if (checkout is not null && !same) await RefuseChange(repository, branch, committed, checkout, cancellationToken);
        return Read(committed!, branch.Commit);
    }

    private static LoadedSettings Read(byte[] content, string? commit)
    {
        var settings = SettingsReader.Read(File, content).Require();
        return new LoadedSettings(settings, commit, Convert.ToHexStringLower(SHA256.HashData(content)), Uncommitted: commit is null);
    }

    /// <summary>Throws unless the checkout is merely behind: its file is the one of the local branch, and the default branch has moved on from there.</summary>
    private static async Task RefuseChange(IRepository repository, BranchTip branch, byte[]? committed, byte[] checkout, CancellationToken cancellationToken)
    {
        var local = await repository.BranchCommit(branch.Name, cancellationToken);
        var isLocal = local is not null && local != branch.Commit && Same(await repository.ReadFile(local, File, cancellationToken), checkout);
        if (isLocal && committed is not null && await repository.Contains(branch.Commit, local!, cancellationToken)) return;
        throw new GroundwrightException(isLocal ? NotPushed(repository.Remote, branch) : NotCommitted(repository.Remote, branch, committed is null));
    }

    private static async Task<byte[]?> ReadCheckout(string root, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(root, File));
        if (!file.Exists) return null;
        // A link could point anywhere, and git would hand out its target's path as the content.
        if (file.LinkTarget is not null) throw new GroundwrightException(Problem.Of(ConfigurationProblems.YamlFeature, $"{File} is a link", "It must be a regular file of the repository."));
        if (file.Length > YamlText.MaxBytes) throw new GroundwrightException(SettingsReader.Read(File, new byte[YamlText.MaxBytes + 1]).Problems);
        return await System.IO.File.ReadAllBytesAsync(file.FullName, cancellationToken);
    }

    // Git may check out other line ends than it keeps.
    private static bool Same(byte[]? one, byte[]? other) =>
        one is not null && other is not null && (one.AsSpan().SequenceEqual(other) || Lines(one) == Lines(other));

    private static string Lines(byte[] content) => Encoding.Latin1.GetString(content).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static Problem NotThere() => Problem.Of(ConfigurationProblems.Missing, $"there is no {File}",
        "Groundwright reads from it what can be deployed, where to, and who does the work.",
        new Remedy("gw init", "looks at the repository and writes one"));

    private static Problem NotCommitted(string? remote, BranchTip branch, bool isNew)
    {
        var remedies = new List<Remedy> { new($"git add {File} && git commit -m \"Configure Groundwright\"", $"commits it; it must reach {branch.Name}") };
        if (remote is not null) remedies.Add(new Remedy($"git push {remote} {branch.Name}", "then pushes it"));
        remedies.Add(new Remedy("--uncommitted", "with the same command: uses the file of your checkout, which is recorded in the run"));
        return new Problem
        {
            Code = ConfigurationProblems.Uncommitted,
            Summary = isNew ? $"{File} is not committed on {branch.Name}" : $"{File} in your checkout is not the one of {branch.Name}",
            Detail = $"Configuration is read from the last commit of the default branch ({Short(branch.Commit)}), so that nobody changes the rules of a change within it.",
            Remedies = remedies,
        };
    }

    private static Problem NotPushed(string? remote, BranchTip branch) => new()
    {
        Code = ConfigurationProblems.Uncommitted,
        Summary = $"{File} is committed here but has not reached {branch.Name} on {remote ?? "the remote"}",
        Detail = $"Configuration is read from the last commit of the default branch ({Short(branch.Commit)}).",
        Remedies =
        [
            new Remedy($"git push {remote ?? "origin"} {branch.Name}", "pushes it"),
            new Remedy("--uncommitted", "with the same command: uses the file of your checkout, which is recorded in the run"),
        ],
    };

    private static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;
}

using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Git;

/// <summary>Reads and moves refs. Every move is a compare-and-swap where the old value is known.</summary>
internal sealed class Refs(GitProgram git, Identity identity, TimeProvider time)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Commit a ref or id stands for; null when it does not exist.</summary>
    public async Task<string?> Commit(string name, CancellationToken cancellationToken) => await Resolve($"{name}^{{commit}}", cancellationToken);

    /// <summary>Tree of a commit or tree.</summary>
    public async Task<string> Tree(string treeish, CancellationToken cancellationToken) =>
        await Resolve($"{treeish}^{{tree}}", cancellationToken)
        ?? throw new GroundwrightException(Problem.Of(GitProblems.NoSuchCommit, $"there is no commit or tree `{treeish}` in this repository", null,
            new Remedy("git fetch --all", "gets what the remote has")));

    private async Task<string?> Resolve(string expression, CancellationToken cancellationToken)
    {
        var result = await git.Run(new("rev-parse", "--verify", "-q", "--end-of-options", expression), cancellationToken);
        return result.Succeeded ? result.StandardOutput.Trim() : null;
    }

    /// <summary>What a symbolic ref points to; null when it is none.</summary>
    public async Task<string?> Target(string name, string? gitDirectory, CancellationToken cancellationToken)
    {
        var result = await git.Run(new("symbolic-ref", "-q", name) { GitDirectory = gitDirectory }, cancellationToken);
        return result.Succeeded ? result.StandardOutput.Trim() : null;
    }

    /// <summary>Names of the refs under a prefix that ends with a slash, each with what a format of <c>for-each-ref</c> gives.</summary>
    public async Task<IReadOnlyList<(string Name, string Field)>> Under(string prefix, string format, CancellationToken cancellationToken)
    {
        var text = await git.Text(new("for-each-ref", $"--format=%(refname) {format}", prefix), cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>Points a ref at a commit.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="to">New commit.</param>
    /// <param name="from">Where it must stand now; empty: it must not exist; null: does not matter.</param>
    /// <param name="ownedByRun">Only the owner of a run moves it, so that a lock file left by a killed git may be removed.</param>
    /// <param name="cancellationToken">Stops before the move.</param>
    /// <returns>False when it stands elsewhere.</returns>
    public async Task<bool> Move(string name, string to, string? from, bool ownedByRun, CancellationToken cancellationToken)
    {
        string[] expected = from switch { null => [], "" => [new string('0', to.Length)], _ => [from] };
        var call = new GitCall(["update-ref", "--no-deref", name, to, .. expected]) { Variables = identity.At(time.GetUtcNow()) };
        var result = await git.Run(call, cancellationToken);
        if (!result.Succeeded && ownedByRun && await RemoveStaleLock(name, result, cancellationToken)) result = await git.Run(call, cancellationToken);
        if (result.Succeeded) return true;
        var now = await Commit(name, cancellationToken);
        if (now == to) return true;
        return (now ?? "") == (from ?? now) ? throw git.Failure(call, result) : false;
    }

    /// <summary>Removes all refs under a prefix.</summary>
    public async Task Delete(string prefix, CancellationToken cancellationToken)
    {
        var doomed = await Under(prefix, "%(objectname)", cancellationToken);
        if (doomed.Count == 0) return;
        await git.Text(new("update-ref", "--stdin") { Input = string.Concat(doomed.Select(entry => $"delete {entry.Name} {entry.Field}\n")) }, cancellationToken);
    }

    // A git that was killed leaves `<ref>.lock`, and every later move would fail for ever. A living one holds it for milliseconds.
    private async Task<bool> RemoveStaleLock(string name, CommandResult result, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(git.GitDirectory, name + ".lock"));
        if (!result.StandardError.Contains(".lock", StringComparison.Ordinal) || !file.Exists) return false;
        var seen = file.LastWriteTimeUtc;
        await Task.Delay(LockPatience, time, cancellationToken);
        file.Refresh();
        if (file.Exists && file.LastWriteTimeUtc == seen) file.Delete();
        return true;
    }
}

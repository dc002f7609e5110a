using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>Computes merges in the object store alone.</summary>
internal sealed class Merging(GitProgram git)
{
    /// <summary>
    /// The tree of the merge. Attributes of the trees are not read, so neither merge drivers nor <c>merge=union</c> apply: files changed on both sides in the
    /// same place conflict.
    /// </summary>
    public async Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", into, head);
        var result = await git.Run(call, cancellationToken);
        if (result.ExitCode is 0 or 1 && result.StandardOutput.Length > 0) return Parse(result.StandardOutput, result.ExitCode == 0);
        if (!result.StandardError.Contains("unrelated histories", StringComparison.Ordinal)) throw git.Failure(call, result);
        throw new GroundwrightException(Problem.Of(GitProblems.Failed, "the branches have no common commit and cannot be merged", GitProgram.Words(result.StandardError)));
    }

    /// <summary>Reads <c>tree NUL (path NUL)*</c>, ended by an empty record when messages follow.</summary>
    public static MergeResult Parse(string text, bool clean)
    {
        var records = text.Split('\0');
        var conflicts = records.Skip(1).TakeWhile(record => record.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return clean ? new(records[0].Trim(), []) : new(null, conflicts);
    }
}

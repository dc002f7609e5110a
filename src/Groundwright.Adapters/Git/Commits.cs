namespace Groundwright.Adapters.Git;

/// <summary>Makes commit objects and asks how they relate.</summary>
internal sealed class Commits(GitProgram git)
{
    /// <summary>A commit with everything fixed: the same arguments give the same id. Moves nothing.</summary>
    public async Task<string> Write(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, Identity by, CancellationToken cancellationToken) =>
        await git.Line(new(["commit-tree", .. parents.SelectMany(parent => new[] { "-p", parent }), "-F", "-", "--end-of-options", tree])
        {
            Input = message.EndsWith('\n') ? message : message + "\n",
            Variables = by.At(date),
        }, cancellationToken);

    /// <summary>Whether <paramref name="ancestor"/> is <paramref name="descendant"/> or before it. An id that does not exist here is not.</summary>
    public async Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-base", "--is-ancestor", "--end-of-options", ancestor, descendant);
        var result = await git.Run(call, cancellationToken);
        return result.ExitCode switch { 0 => true, 1 => false, _ => throw git.Failure(call, result) };
    }
}

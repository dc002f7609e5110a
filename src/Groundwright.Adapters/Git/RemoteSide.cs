using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Git;

/// <summary>Talks to the remote. No hook of the repository runs, nothing asks a question, no tree is read.</summary>
internal sealed class RemoteSide(GitProgram git, Refs refs, string remote)
{
    private static readonly string[] DeniedWords =
    [
        "Authentication failed", "could not read Username", "could not read Password", "Permission denied (", "Host key verification failed",
        "terminal prompts disabled", "The requested URL returned error: 401", "The requested URL returned error: 403", "Repository not found",
    ];

    /// <summary>Ref under which the remote's branch is remembered here.</summary>
    public string Tracking(string branch) => $"refs/remotes/{remote}/{branch}";

    /// <summary>Brings a branch of the remote up to date here.</summary>
    /// <returns>Its commit; null when the remote has no such branch.</returns>
    public async Task<string?> Fetch(string branch, CancellationToken cancellationToken)
    {
        var call = new GitCall("fetch", "--quiet", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head", "--no-recurse-submodules", "--end-of-options", remote,
            $"+refs/heads/{branch}:{Tracking(branch)}")
        { Network = true };
        var result = await git.Run(call, cancellationToken);
        if (result.Succeeded) return await refs.Commit(Tracking(branch), cancellationToken);
        return result.StandardError.Contains("couldn't find remote ref", StringComparison.Ordinal) ? null : throw Unreached("fetch from", result);
    }

    /// <summary>Name of the branch that the remote's HEAD names; null when it does not say.</summary>
    public async Task<string?> HeadBranch(CancellationToken cancellationToken)
    {
        var result = await git.Run(new("ls-remote", "--symref", "--end-of-options", remote, "HEAD") { Network = true }, cancellationToken);
        if (!result.Succeeded) throw Unreached("ask", result);
        const string Start = "ref: refs/heads/";
        var line = result.StandardOutput.Split('\n').FirstOrDefault(text => text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith("\tHEAD", StringComparison.Ordinal));
        return line?[Start.Length..^"\tHEAD".Length];
    }

    /// <summary>Moves a branch of the remote with a lease.</summary>
    /// <param name="branch">Its name.</param>
    /// <param name="commit">Where to.</param>
    /// <param name="expected">Where it must stand; null: it must not exist.</param>
    /// <param name="cancellationToken">Stops the push; whether it arrived is then asked by the next try.</param>
    /// <returns>False when it stands elsewhere.</returns>
    public async Task<bool> Push(string branch, string commit, string? expected, CancellationToken cancellationToken)
    {
        var result = await git.Run(PushCall(branch, commit, expected), cancellationToken);
        var (end, reason) = PushReport.Parse(result.StandardOutput);
        if (end == PushEnd.Done && result.Succeeded)
        {
            await refs.Move(Tracking(branch), commit, null, ownedByRun: false, cancellationToken);
            return true;
        }
        if (end == PushEnd.Stale) return false;
        if (end != PushEnd.Rejected) throw Unreached("push to", result);
        // Two pushes at once end in a rejection too; where the branch stands now tells which it was.
        return await Fetch(branch, cancellationToken) == expected ? throw Rejected(branch, reason, result) : false;
    }

    /// <summary>The same for refs that are no branches, which go together or not at all. Nothing is remembered here about where they stand.</summary>
    /// <param name="moves">What to move; the lease of each is where it stands now.</param>
    /// <param name="cancellationToken">Stops the push; whether it arrived is then asked by the next look.</param>
    /// <returns>What became of it; of a rejection with the server's reason.</returns>
    /// <exception cref="GroundwrightException">The remote was not reached.</exception>
    public async Task<(PushEnd End, string Reason)> PushTogether(IReadOnlyList<RefMove> moves, CancellationToken cancellationToken)
    {
        var call = new GitCall(["push", "--porcelain", "--no-verify", "--atomic", .. moves.Select(move => $"--force-with-lease={move.Name}:{move.From}"), "--end-of-options", remote,
            .. moves.Select(move => $"{move.To}:{move.Name}")])
        { Network = true };
        var result = await git.Run(call, cancellationToken);
        var (end, reason) = PushReport.ParseTogether(result.StandardOutput);
        if (end == PushEnd.Done && !result.Succeeded) end = PushEnd.NotReached;
        return end == PushEnd.NotReached ? throw Unreached("push to", result) : (end, end == PushEnd.Rejected ? $"{reason}\n{ServerWords(result.StandardError)}" : reason);
    }

    /// <summary>Brings refs of the remote here under other names.</summary>
    /// <param name="names">Ref of the remote, and the name it gets here. All must be new here.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>A ref that the remote does not have, and then nothing was brought; null: all came.</returns>
    public async Task<string?> Bring(IReadOnlyList<(string From, string To)> names, CancellationToken cancellationToken)
    {
        var call = new GitCall(["fetch", "--quiet", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head", "--no-recurse-submodules", "--end-of-options", remote,
            .. names.Select(name => $"+{name.From}:{name.To}")])
        { Network = true };
        var result = await git.Run(call, cancellationToken);
        if (result.Succeeded) return null;
        const string Missing = "couldn't find remote ref ";
        var line = result.StandardError.Split('\n').FirstOrDefault(text => text.Contains(Missing, StringComparison.Ordinal)) ?? throw Unreached("fetch from", result);
        return line[(line.IndexOf(Missing, StringComparison.Ordinal) + Missing.Length)..].Trim();
    }

    /// <summary>The same as a process for somebody else to run.</summary>
    public Command PushCommand(string branch, string commit, string? expected) => git.CommandOf(PushCall(branch, commit, expected));

    private GitCall PushCall(string branch, string commit, string? expected)
    {
        var name = $"refs/heads/{branch}";
        return new("push", "--porcelain", "--no-verify", $"--force-with-lease={name}:{expected}", "--end-of-options", remote, $"{commit}:{name}") { Network = true };
    }

    private GroundwrightException Rejected(string branch, string reason, CommandResult result) => Refused(branch, reason, ServerWords(result.StandardError));

    /// <summary>The problem of a ref that the remote would not move.</summary>
    public GroundwrightException Refused(string branch, string reason, string words) => new(Problem.Of(GitProblems.PushRejected,
        $"{remote} rejected the push of {branch}: {reason}", words,
        new Remedy($"git ls-remote {remote} {(branch.StartsWith("refs/", StringComparison.Ordinal) ? branch : $"refs/heads/{branch}")}", "shows where it stands"),
        new Remedy("gw runs retry", "goes on once the protection or hook allows it")));

    // The lines of the server, without git's own hints about how to push otherwise.
    private static string ServerWords(string text)
    {
        var lines = GitProgram.Words(text).Split('\n').Where(line => line.StartsWith("remote:", StringComparison.Ordinal)).Select(line => line["remote:".Length..].Trim()).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : GitProgram.Words(text);
    }

    private GroundwrightException Unreached(string doing, CommandResult result)
    {
        var words = GitProgram.Words(result.StandardError);
        var denied = DeniedWords.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
        var problem = Problem.Of(denied ? GitProblems.RemoteDenied : GitProblems.RemoteUnreachable, $"git could not {doing} {remote}", words,
            new Remedy($"git ls-remote {remote}", denied ? "must work without a question being asked" : "tries the connection"), new Remedy("gw runs resume", "goes on afterwards"));
        return new(problem with { Retry = denied ? Retry.Never : new Retry(true, TimeSpan.FromSeconds(30)) });
    }
}

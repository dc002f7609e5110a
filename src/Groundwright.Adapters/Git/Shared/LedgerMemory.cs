using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>What this clone knows of the ledger: the last state in this process, and durably how far it went (rule J10).</summary>
internal sealed class LedgerMemory(GitProgram git, bool remote, string gitDirectory)
{
    /// <summary>Keeps the remote's commits here, so that a fetch brings only what is new.</summary>
    public const string Tracking = "refs/groundwright/remote/ledger";

    private readonly SeenHeadFile file = new(gitDirectory);
    private volatile Entry? last;

    private sealed record Entry(string Commit, LedgerState State);

    /// <summary>How far it was seen to go. Read before looking: another process may see more meanwhile.</summary>
    public SeenHead? Seen() => file.Read();

    /// <summary>The state of a commit when it was the last one here.</summary>
    public LedgerState? Known(string? commit) => last is { } entry && entry.Commit == commit ? entry.State : null;

    /// <summary>Whether a commit goes on from what was seen.</summary>
    public async Task<bool> IsForward(SeenHead? seen, string? commit, CancellationToken cancellationToken) =>
        seen is null || seen.Commit == commit || await Contains(commit, seen.Commit, cancellationToken);

    /// <summary>Whether one commit contains another. One that is not here is in none.</summary>
    public async Task<bool> Contains(string? descendant, string ancestor, CancellationToken cancellationToken) =>
        descendant is not null && (await git.Run(new("merge-base", "--is-ancestor", "--end-of-options", ancestor, descendant), cancellationToken)).Succeeded;

    /// <summary>Remembers it in this process alone.</summary>
    public void Remember(string commit, LedgerState state) => last = new Entry(commit, state);

    /// <summary>Remembers what was read or written.</summary>
    public async Task Note(string commit, LedgerState state, CancellationToken cancellationToken)
    {
        last = new Entry(commit, state);
        // Another process that notes the same just now is as good.
        if (remote) await git.Run(new("update-ref", "--no-deref", Tracking, commit), cancellationToken);
        file.Write(new SeenHead(commit, state.Head.Count, state.Head.Hash));
    }

    /// <summary>The problem of a ledger that lost records.</summary>
    public static GroundwrightException Rewound(SeenHead seen, string? commit) => new(Problem.Of(EnvironmentProblems.LedgerRewound,
        commit is null ? "the shared ledger is gone" : "the shared ledger is not a continuation of what this clone saw",
        $"This clone saw {seen.Count} audit records ({seen.Commit[..12]}); {(commit is null ? "now there is no ledger" : $"the ledger is at {commit[..12]} now")}. Somebody moved {GitLedger.Ref} back, or replaced it.",
        new Remedy("gw audit verify", "says what is wrong with it"),
        new Remedy($"git push --force-with-lease={GitLedger.Ref}:{commit} <remote> {seen.Commit}:{GitLedger.Ref}", "puts back what this clone saw")));
}

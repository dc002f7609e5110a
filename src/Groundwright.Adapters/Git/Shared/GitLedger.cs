using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>The ledger as a chain of commits on <c>refs/groundwright/ledger</c> (rules J9, J10): of the remote where there is one.</summary>
public sealed class GitLedger : ILedger, IAuditLog, IDisposable
{
    /// <summary>The ref.</summary>
    public const string Ref = "refs/groundwright/ledger";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const int TidyEvery = 50;

    private readonly SharedRefs refs;
    private readonly GitLockTables tables;
    private readonly LedgerTree tree;
    private readonly LedgerMemory memory;
    private readonly EarlierReleases earlier;
    private readonly WriteTurn turn;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim one = new(1);

    internal GitLedger(GitProgram git, SharedRefs refs, string gitDirectory, TimeProvider time)
    {
        (this.refs, this.time) = (refs, time);
        tables = new(refs);
        tree = new(git, durable: !refs.Remote);
        memory = new(git, refs.Remote, gitDirectory);
        earlier = new(gitDirectory);
        turn = new(gitDirectory, time);
    }

    /// <summary>Signs releases, read when the first is written; null: they are not signed.</summary>
    public Lazy<ReleaseKey>? Key { get; init; }

    /// <inheritdoc/>
    public async Task<LedgerState> Read(CancellationToken cancellationToken)
    {
        var seen = memory.Seen();
        var commit = (await refs.Look([Ref], cancellationToken))[Ref];
        var state = await Load(commit, seen, cancellationToken);
        if (commit is not null && commit != seen?.Commit) await memory.Note(commit, state, cancellationToken);
        return state;
    }

    /// <inheritdoc/>
    public async Task<LedgerState> Write(LedgerChange change, CancellationToken cancellationToken)
    {
        // One at a time in this process: the others would only lose races against it.
        await one.WaitAsync(cancellationToken);
        try
        {
            if (earlier.Change() is { } takeOver)
            {
                await Write(new Writing(takeOver) { TakesOver = true }, cancellationToken);
                earlier.PutAside();
            }
            return await Write(new Writing(change), cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<AuditHistory> History(CancellationToken cancellationToken)
    {
        var seen = memory.Seen();
        var commit = (await refs.Look([Ref], cancellationToken))[Ref];
        var files = commit is null ? [] : await tree.All(commit, cancellationToken);
        return new AuditHistory(files, seen, await memory.IsForward(seen, commit, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<LedgerState> Write(Writing writing, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(Patience, time);
        while (true)
        {
            var (done, refused) = await InTurn(writing, cancellationToken);
            if (done is not null) return done;
            if (!await backoff.Wait(cancellationToken)) throw refused.Length > 0 ? refs.Refused(Ref, refused) : Busy();
        }
    }

    private async Task<(LedgerState? Done, string Reason)> InTurn(Writing writing, CancellationToken cancellationToken)
    {
        using var mine = await turn.Take(cancellationToken);
        return await Step(writing, cancellationToken);
    }

    /// <summary>One try. Null: somebody else was first, or the reason why it was refused.</summary>
    private async Task<(LedgerState? Done, string Reason)> Step(Writing writing, CancellationToken cancellationToken)
    {
        var seen = memory.Seen();
        var fence = writing.Change.Fence;
        var found = await refs.Look(fence is null ? [Ref] : [Ref, GitLockTables.RefOf(fence.Environment)], cancellationToken);
        var before = await Load(found[Ref], seen, cancellationToken);
        // The answer to an earlier push may have been lost on its way.
        if (writing.Commit is { } pushed && await memory.Contains(found[Ref], pushed, cancellationToken))
        {
            await memory.Note(found[Ref]!, before, cancellationToken);
            return (before, "");
        }
        var guard = fence is null ? null : await Guard(fence, found[GitLockTables.RefOf(fence.Environment)], cancellationToken);
        var after = writing.Change.Apply(before);
        if (ReferenceEquals(before, after)) return (before, "");
        var draft = LedgerDraft.Of(before, after, writing, Key, time.GetUtcNow());
        var temporary = refs.NewFolder() + "commit";
        writing.Commit = await tree.Write(found[Ref], draft.Files, draft.Message, draft.Record.At, temporary, cancellationToken);
        var (end, reason) = await Push([new RefMove(Ref, found[Ref], writing.Commit), .. guard is null ? Array.Empty<RefMove>() : [guard]], cancellationToken);
        await refs.Forget([temporary], cancellationToken);
        if (end != PushEnd.Done) return (null, end == PushEnd.Rejected ? reason : "");
        await memory.Note(writing.Commit, draft.State, cancellationToken);
        if (draft.Record.Number % TidyEvery == 0) await refs.Tidy(cancellationToken);
        return (draft.State, "");
    }

    // Whether it arrived is asked by the next try, which fails when the remote is gone for good.
    private async Task<(PushEnd End, string Reason)> Push(IReadOnlyList<RefMove> moves, CancellationToken cancellationToken)
    {
        try
        {
            return await refs.Swap(moves, cancellationToken);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == GitProblems.RemoteUnreachable)
        {
            return (PushEnd.NotReached, "");
        }
    }

    /// <summary>The lock must still be ours when the ledger moves: its ref moves in the same push, or must stand still in the same transaction.</summary>
    private async Task<RefMove> Guard(LockClaim fence, string? version, CancellationToken cancellationToken)
    {
        var table = (await tables.At(fence.Environment, version, cancellationToken)).Table;
        var renewed = table.Renewed(fence) ?? throw LockProblem.Lost(fence, table);
        return new RefMove(GitLockTables.RefOf(fence.Environment), version, refs.Remote ? await refs.Store(renewed.ToJson(), cancellationToken) : version!);
    }

    private async Task<LedgerState> Load(string? commit, SeenHead? seen, CancellationToken cancellationToken)
    {
        if (memory.Known(commit) is { } known) return known;
        if (!await memory.IsForward(seen, commit, cancellationToken)) throw LedgerMemory.Rewound(seen!, commit);
        if (commit is null) return LedgerState.Empty;
        var state = LedgerFiles.Read(await tree.Current(commit, cancellationToken));
        memory.Remember(commit, state);
        return state;
    }

    private static GroundwrightException Busy() => new(Problem.Of(Core.Environments.EnvironmentProblems.LedgerBusy, "others changed the ledger all the time for three minutes",
        "Nothing was recorded.", new Remedy("gw runs retry", "tries again")) with
    { Retry = Retry.Now });
}

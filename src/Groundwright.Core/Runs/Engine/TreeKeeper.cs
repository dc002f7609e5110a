using Groundwright.Core.Processes;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs.Engine;

/// <summary>Keeps the worktree of a phase in step with the journal: every tree-changing step starts from the last snapshot and ends in one (rule J8).</summary>
internal sealed class TreeKeeper(RunSession session, IRepository repository) : IDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private IWorktree? worktree;

    /// <summary>Makes or takes up the worktree; a remade one gets its files back.</summary>
    public async Task<IWorktree> Open(string branch, string start, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (worktree is not null) return worktree;
            return worktree = await repository.OpenWorktree(session.State.Id, branch, start, cancellationToken);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Refuses a tree-changing step in a phase without a worktree.</summary>
    public void Require(string key)
    {
        if (worktree is null) throw EngineProblems.NoWorktree(key);
    }

    /// <summary>Brings the tree back to the last snapshot; what somebody left in it is kept and told.</summary>
    public async Task Restore(StepScope scope)
    {
        var rescued = await worktree!.Restore(await Last(scope.Cancellation), scope.Cancellation);
        if (rescued is not null) scope.Log(new OutputLine(true, $"the worktree held changes that no step made; they are kept: git show {rescued}"));
    }

    /// <inheritdoc/>
    public void Dispose() => opening.Dispose();

    /// <summary>Writes the tree down as the end of a step.</summary>
    public Task<Snapshot> Save(StepScope scope) => worktree!.Snapshot(session.State.Sequence + 1, scope.StartedAt, scope.Cancellation);

    private async Task<Snapshot> Last(CancellationToken cancellationToken)
    {
        if (session.State.Tree is { } tree) return tree;
        var head = await worktree!.Head(cancellationToken);
        return new Snapshot(head, await repository.TreeOf(head, cancellationToken));
    }
}

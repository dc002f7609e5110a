using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>
/// Takes the lock of an environment; when others are at it, waits in its queue, first come first served. What follows by itself gives way to something newer and ends as
/// superseded, which is said, never silently skipped.
/// </summary>
internal sealed class Turn(IRun run, PhaseServices services, EnvironmentSettings environment, DeployVersion version, LockRequest request, bool automatic, string prefix)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    // Whoever is before us in another clone and does not come although the lock is free is not waited for longer than this.
    private const int Patience = 15;
    private IEnvironmentLock? held;
    private int idle;

    // As the ledger says: an attempt before this one may have come as far as the queue.
    private bool isQueued;

    /// <summary>The lock; null when the version was superseded.</summary>
    public async Task<IEnvironmentLock?> Take()
    {
        var how = await run.Step($"{prefix}turn", null, Wait);
        // Remembered from before a crash: the turn came, and has to come again.
        while (held is null && how != Superseded) how = await Again() ?? how;
        return held;
    }

    private const string Superseded = "superseded";
    private const string Mine = "mine";

    private async Task<string> Wait(StepScope scope)
    {
        string? said = null;
        while (true)
        {
            var now = await Try(scope.Cancellation);
            if (now is null or Superseded)
            {
                if (isQueued || now is Superseded) await Queue(now ?? "take-turn", [], scope.Cancellation);
                return now ?? Mine;
            }
            if (!isQueued) await Queue("queue", [Own], scope.Cancellation);
            if (now != said) scope.Log(new OutputLine(false, $"waits for {environment.Name}: {said = now}"));
            await Task.Delay(Look, services.Time, scope.Cancellation);
        }
    }

    private async Task<string?> Again()
    {
        var reason = await Try(run.Cancellation);
        if (reason is not null and not Superseded) await Task.Delay(Look, services.Time, run.Cancellation);
        return reason == Superseded ? reason : null;
    }

    /// <summary>Null: the lock is held now. Else why not yet, or <see cref="Superseded"/>.</summary>
    private async Task<string?> Try(CancellationToken cancellationToken)
    {
        var ledger = await services.Ledger.Read(cancellationToken);
        isQueued = ledger.Of(environment.Name).Queue.Any(entry => entry.RunId == run.Id);
        if (automatic && environment.Supersede && await IsSuperseded(ledger, cancellationToken)) return Superseded;
        if (Before(ledger) is { } before) return $"run {before.RunId} ({before.Actor}) comes first";
        try
        {
            held = await services.Locks.Take(request, cancellationToken);
            return null;
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == EnvironmentProblems.Locked)
        {
            idle = 0;
            return fault.Problem.Summary;
        }
    }

    private QueueEntry? Before(LedgerState ledger)
    {
        var queue = ledger.Of(environment.Name).Queue;
        foreach (var entry in queue.TakeWhile(entry => entry.RunId != run.Id))
        {
            var driven = services.IsDriven(entry.RunId);
            if (driven == true || (driven is null && ++idle < Patience)) return entry;
        }
        return null;
    }

    private async Task<bool> IsSuperseded(LedgerState ledger, CancellationToken cancellationToken)
    {
        // A run that died in the queue takes nobody's place.
        var newer = ledger.Of(environment.Name).Queue.Where(entry => entry.Automatic && entry.RunId != run.Id && services.IsDriven(entry.RunId) != false).Select(entry => entry.Commit);
        if (ledger.Current(environment.Name) is { } current) newer = newer.Append(current.Commit);
        foreach (var commit in newer.Where(commit => commit != version.Commit).Distinct())
            if (await services.Repository.Resolve(commit, cancellationToken) is not null && await services.Repository.Contains(commit, version.Commit, cancellationToken)) return true;
        return false;
    }

    private QueueEntry Own => new(run.Id, version.Commit, run.State.Work[^1].Actor.Name, services.Time.GetUtcNow(), automatic);

    /// <summary>Puts this run where it belongs in the queue, at the end or out of it, and takes out those that died in it.</summary>
    private Task<LedgerState> Queue(string action, IReadOnlyList<QueueEntry> own, CancellationToken cancellationToken) => services.Ledger.Write(
        new LedgerChange(new AuditFact(action, run.State.Work[^1].Actor, environment.Name, run.Id, version.Short), ledger =>
        {
            var record = ledger.Of(environment.Name);
            return ledger.With(environment.Name, record with { Queue = [.. record.Queue.Where(entry => entry.RunId != run.Id && services.IsDriven(entry.RunId) != false), .. own] });
        }), cancellationToken);
}

#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
using System.Runtime.InteropServices;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.Locks;

/// <summary>A lock that this process holds: the kernel's, and an entry in the table, renewed until it is disposed.</summary>
internal sealed class HeldLock : IEnvironmentLock
{
    private static readonly TimeSpan GiveBackPatience = TimeSpan.FromSeconds(20);

    private readonly LeasedLocks locks;
    private readonly LocalLock local;
    private readonly Lease lease;
    private readonly LockHolder holder;
    private readonly LockTiming timing;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    public HeldLock(LeasedLocks locks, LocalLock local, Lease lease, LockClaim claim, LockHolder holder, LockTiming timing, TimeProvider time)
    {
        (this.locks, this.local, this.lease, this.holder, this.timing, this.time) = (locks, local, lease, holder, timing, time);
        Claim = claim;
        Keeper = locks.KeeperOf(claim);
        renewing = locks.Shared ? Task.Run(KeepRenewing) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public LockClaim Claim { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SafeHandle> Handles => local.Handles;

    /// <inheritdoc/>
    public TimeSpan Lease => timing.Lease;

    /// <inheritdoc/>
    public Moment? Kept => lease.Kept;

    /// <inheritdoc/>
    public Command? Keeper { get; }

    /// <inheritdoc/>
    public async Task Confirm(CancellationToken cancellationToken)
    {
        if (!await lease.Renew(cancellationToken)) throw LockProblem.Lost(Claim, lease.Table);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await renewing;
        local.LeaveToEffects();
        // An effect that was handed the kernel's lock goes on under the lease; its keeper renews it.
        if (locks.Retake(Claim.Environment, holder) is { } again)
        {
            await GiveBack();
            again.Release();
        }
        lease.Dispose();
        stop.Dispose();
    }

    private async Task GiveBack()
    {
        using var patience = new CancellationTokenSource(GiveBackPatience, time);
        try
        {
            await lease.GiveBack(patience.Token);
        }
        catch (Exception fault) when (fault is GroundwrightException or OperationCanceledException)
        {
            // The remote does not answer. Nobody renews the lease any more, so that it ends by itself.
        }
    }

    private async Task KeepRenewing()
    {
        try
        {
            while (true)
            {
                await Task.Delay(timing.Renewal, time, stop.Token);
                if (!await Renewed()) return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    // Once lost it stays lost: whoever does something under the lock finds out by its claim.
    private async Task<bool> Renewed()
    {
        try
        {
            return await lease.Renew(stop.Token);
        }
        catch (GroundwrightException)
        {
            // The remote does not answer: the next time it may.
            return true;
        }
    }
}

using System.Security.Cryptography;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Runs.Effects;

/// <summary>How an effect was found.</summary>
internal enum EffectFate
{
    /// <summary>Its process was never started.</summary>
    NeverBegun,

    /// <summary>The lease it was to run under was lost before; its process was never started.</summary>
    Refused,

    /// <summary>It ended and left its record.</summary>
    Ended,

    /// <summary>It began, its host is dead, there is no record.</summary>
    Lost,
}

/// <summary>What is known of an effect once it no longer goes on.</summary>
internal sealed record EffectReport(EffectFate Fate, EffectExit? Exit);

/// <summary>Starts effects and waits for them; a successor of a killed Groundwright waits for the same host as its predecessor (rule X1).</summary>
internal sealed class EffectClient(EffectFolder folder, IEffectLauncher launcher, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan HostStart = TimeSpan.FromSeconds(30);

    /// <summary>Gives the order, starts a host and waits for the end.</summary>
    /// <param name="command">The effect.</param>
    /// <param name="keeper">Keeps the lease it runs under; null: there is none.</param>
    /// <param name="onLine">Gets its output.</param>
    /// <param name="userCancel">Asks the effect to stop and waits until it did.</param>
    /// <param name="detach">Leaves the effect going on by itself.</param>
    public async Task<EffectReport> Start(Command command, EffectKeeper? keeper, Action<OutputLine> onLine, CancellationToken userCancel, CancellationToken detach)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        using (await Lock(detach))
        {
            File.Delete(folder.CancelFile);
            folder.Write(new EffectOrder(
                nonce, command.Program, command.Arguments, command.WorkingDirectory, command.Timeout?.TotalSeconds, command.Grace.TotalSeconds)
            {
                Keeper = keeper is null ? null : LeaseKeeping.Order(keeper),
            });
        }
        var environment = keeper is null ? command.Environment : LeaseKeeping.Carry(keeper.Command.Environment, command.Environment);
        using var host = launcher.Start(folder, nonce, environment.With(EffectHost.Mark, nonce), command.InheritedHandles);
        var deadline = time.GetUtcNow() + HostStart;
        while (folder.Begun?.Nonce != nonce && !host.HasExited && time.GetUtcNow() < deadline) await Task.Delay(Poll, time, detach);
        return await Wait(onLine, userCancel, detach);
    }

    /// <summary>Waits for the end of an effect that somebody started.</summary>
    public async Task<EffectReport> Wait(Action<OutputLine> onLine, CancellationToken userCancel, CancellationToken detach)
    {
        using var tail = new LogTail(folder.LogFile);
        while (true)
        {
            var nonce = folder.Order?.Nonce;
            if (userCancel.IsCancellationRequested && !File.Exists(folder.CancelFile)) await File.WriteAllTextAsync(folder.CancelFile, "", detach);
            tail.Read(onLine);
            if (nonce is not null && folder.Exit is { } exit && exit.Nonce == nonce) return Ended(exit, tail, onLine);
            using (var held = folder.TryLock())
            {
                // Nobody holds the lock: whatever was written is all there will ever be. Read again, for it may have ended in between.
                if (held is not null) return Final(nonce, tail, onLine);
            }
            await Task.Delay(Poll, time, detach);
        }
    }

    /// <summary>Ends the effect by force; it is <see cref="EffectFate.Lost"/> afterwards.</summary>
    public Task Kill(CancellationToken cancellationToken) =>
        folder.Order is { } order ? launcher.Kill(order.Nonce, cancellationToken) : Task.CompletedTask;

    private EffectReport Final(string? nonce, LogTail tail, Action<OutputLine> onLine)
    {
        if (folder.Exit is { } exit && exit.Nonce == nonce) return Ended(exit, tail, onLine);
        var refused = nonce is not null && folder.Refused?.Nonce == nonce;
        // A host that was frozen after it said that it begins may still have refused to.
        if (!refused && nonce is not null && folder.Begun?.Nonce == nonce) return new EffectReport(EffectFate.Lost, null);
        // A host that is only now starting finds no order and does nothing.
        folder.Withdraw();
        return new EffectReport(refused ? EffectFate.Refused : EffectFate.NeverBegun, null);
    }

    private async Task<FileStream> Lock(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            if (folder.TryLock() is { } held) return held;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
        throw Busy();
    }

    private static EffectReport Ended(EffectExit exit, LogTail tail, Action<OutputLine> onLine)
    {
        tail.Read(onLine);
        return new EffectReport(EffectFate.Ended, exit);
    }

    private static GroundwrightException Busy() => new(Problem.Of(RunProblems.EffectFailed,
        "an earlier attempt of this still runs", "Its lock is held, so it is not started a second time.",
        new Remedy("gw runs resume", "waits for it")) with
    { Retry = Retry.Now });
}

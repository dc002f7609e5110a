using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Effects;

/// <summary>
/// A small process of our own that runs one effect and outlives whoever asked for it (rule X1). It holds the effect's lock, hands it down to its children,
/// and writes down that it began before it begins, and how it ended after the output is on disk.
/// </summary>
public sealed class EffectHost(ICommandRunner runner, TimeProvider time)
{
    private const int RecordTries = 60;
    private static readonly TimeSpan RecordPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CancelPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>Marks the host and everything it starts, so that nobody takes them for leftovers.</summary>
    public const string Mark = "GROUNDWRIGHT_EFFECT";

    /// <summary>Begins the names of variables that the host gets only to mask their values; the effect does not get them.</summary>
    internal const string ToMask = "GROUNDWRIGHT_MASK_";

    /// <summary>Runs the effect in a folder if its order still carries this nonce.</summary>
    /// <returns>0 when an exit record was written.</returns>
    public async Task<int> Run(EffectFolder folder, string nonce, CancellationToken terminate)
    {
        using var held = await Lock(folder, terminate);
        var order = held is null ? null : folder.Order;
        if (order is null || order.Nonce != nonce || folder.Begun?.Nonce == nonce || folder.Refused?.Nonce == nonce) return 4;
        var keeping = order.Keeper is { } keeper ? new LeaseKeeping(runner, keeper, time) : null;
        if (keeping is not null && !await keeping.Begin(terminate)) return Refuse(folder, nonce);
        await Insist(() => folder.Write(new EffectBegun(nonce, Environment.ProcessId, time.GetUtcNow())), terminate);
        // Frozen while that was written, the lock may be somebody else's by now.
        if (keeping is { IsFresh: false } && !await keeping.Begin(terminate)) return Refuse(folder, nonce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(terminate);
        using var done = new CancellationTokenSource();
        var watch = WatchForCancel(folder, stop, done.Token);
        var keep = keeping?.KeepOn(stop, done.Token) ?? Task.CompletedTask;
        var exit = await Execute(folder, order, held!, keeping, stop.Token);
        await done.CancelAsync();
        await watch;
        await keep;
        // Whatever stops us now must not cost the record of what has happened.
        await Insist(() => folder.Write(exit), CancellationToken.None);
        return 0;
    }

    private int Refuse(EffectFolder folder, string nonce)
    {
        folder.Write(new EffectRefused(nonce, time.GetUtcNow()));
        return 3;
    }

    /// <summary>Writes a record again and again while the disk refuses it: without it nobody can tell what happened. Gives up after a minute.</summary>
    private async Task Insist(Action write, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                write();
                return;
            }
            catch (Exception fault) when (DiskFault.Is(fault) && tries < RecordTries)
            {
                await Task.Delay(RecordPause, time, cancellationToken);
            }
        }
    }

    private async Task<FileStream?> Lock(EffectFolder folder, CancellationToken terminate)
    {
        // Whoever gave the order may hold the lock for a moment longer.
        for (var tries = 0; tries < 50; tries++)
        {
            if (folder.TryLock() is { } held) return held;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, terminate);
        }
        return null;
    }

    private async Task<EffectExit> Execute(EffectFolder folder, EffectOrder order, FileStream held, LeaseKeeping? keeping, CancellationToken stop)
    {
        using var log = new EffectLog(folder);
        var (code, end) = await RunToEnd(Command(order, held), log.Write, keeping, stop);
        var (length, sha) = log.Seal();
        return new EffectExit(order.Nonce, code, end, time.GetUtcNow(), length, sha);
    }

    private async Task<(int Code, string End)> RunToEnd(Command command, Action<OutputLine> write, LeaseKeeping? keeping, CancellationToken stop)
    {
        try
        {
            var result = await runner.Run(command, write, stop);
            return (result.ExitCode, result.End.ToString());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (keeping is not { IsLost: true }) return (130, "Interrupted");
            write(new OutputLine(true, "The lock of the environment was lost, so this was interrupted."));
            return (130, "LeaseLost");
        }
        catch (GroundwrightException fault)
        {
            write(new OutputLine(true, fault.Message));
            return (127, "NotStarted");
        }
    }

    private async Task WatchForCancel(EffectFolder folder, CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            while (!File.Exists(folder.CancelFile)) await Task.Delay(CancelPoll, time, done);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The effect ended first.
        }
    }

    private static Command Command(EffectOrder order, FileStream held)
    {
        var inherited = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => !name.StartsWith(LeaseKeeping.Prefix, StringComparison.Ordinal) && !name.StartsWith(ToMask, StringComparison.Ordinal));
        return new Command(order.Program, order.Arguments)
        {
            WorkingDirectory = order.WorkingDirectory,
            Environment = CommandEnvironment.Minimal.Allowing(inherited),
            Timeout = order.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Grace = TimeSpan.FromSeconds(order.GraceSeconds),
            CaptureLimit = 4096,
            InheritedHandles = [held.SafeFileHandle],
        };
    }
}

using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Runs.Effects;

/// <summary>Keeps the lease of an effect from within its host: nothing begins without it, and what goes on is interrupted once it is lost (rule X4).</summary>
internal sealed class LeaseKeeping(ICommandRunner runner, KeeperOrder order, TimeProvider time)
{
    /// <summary>Before the name of each variable of the keeper in the host's environment: the effect must not see them, and an order on disk must not hold them.</summary>
    public const string Prefix = "GROUNDWRIGHT_KEEPER_";

    private const int LostCode = 3;

    private readonly TimeSpan lease = TimeSpan.FromSeconds(order.LeaseSeconds);
    private Moment lastKept = Moment.Now(time);

    private TimeSpan Renewal => lease / 3;

    /// <summary>Whether it was lost while the effect went on.</summary>
    public bool IsLost { get; private set; }

    private enum Answer
    {
        Kept,
        Lost,
        Unknown,
    }

    /// <summary>The order for a keeper.</summary>
    public static KeeperOrder Order(EffectKeeper keeper) =>
        new(keeper.Command.Program, keeper.Command.Arguments, keeper.Command.WorkingDirectory, keeper.Lease.TotalSeconds) { Kept = keeper.Kept };

    /// <summary>The environment of a host: that of the effect, and that of the keeper behind <see cref="Prefix"/>.</summary>
    public static CommandEnvironment Carry(CommandEnvironment keeper, CommandEnvironment effect) =>
        keeper.Resolve().Aggregate(effect, (sum, variable) => sum.With(Prefix + variable.Key, variable.Value));

    /// <summary>Whether the last answer is still about now. Frozen since, it is about another time, and somebody else may hold the lock.</summary>
    public bool IsFresh => lastKept.Until(time) < lease;

    /// <summary>
    /// Makes sure, right before the effect begins, that the lease is ours. Whoever gave the order may have renewed it just now; else it is asked, and asked again while it cannot be
    /// told, for one lease.
    /// </summary>
    public async Task<bool> Begin(CancellationToken cancellationToken)
    {
        if (order.Kept is { } kept && kept.Until(time) < Renewal)
        {
            lastKept = kept;
            return true;
        }
        while (true)
        {
            var answer = await Ask(cancellationToken);
            if (answer == Answer.Kept && IsFresh) return true;
            if (answer == Answer.Lost || (answer == Answer.Unknown && !IsFresh)) return false;
            if (answer == Answer.Unknown) await Task.Delay(lease / 15, time, cancellationToken);
        }
    }

    /// <summary>Renews it every third of a lease, and stops the effect when it is lost, or cannot be told for a whole lease.</summary>
    public async Task KeepOn(CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Renewal, time, done);
                if (await IsKept(done)) continue;
                IsLost = true;
                await stop.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The effect ended first.
        }
    }

    private async Task<bool> IsKept(CancellationToken cancellationToken)
    {
        var answer = await Ask(cancellationToken);
        while (answer == Answer.Kept && !IsFresh) answer = await Ask(cancellationToken);
        return answer != Answer.Lost && IsFresh;
    }

    private async Task<Answer> Ask(CancellationToken cancellationToken)
    {
        var asked = Moment.Now(time);
        try
        {
            var result = await runner.Run(Command(), null, cancellationToken);
            if (result is { End: CommandEnd.Exited, ExitCode: LostCode }) return Answer.Lost;
            if (!result.Succeeded) return Answer.Unknown;
            lastKept = asked;
            return Answer.Kept;
        }
        catch (GroundwrightException)
        {
            // It could not even be started.
            return Answer.Unknown;
        }
    }

    private Command Command() => new(order.Program, order.Arguments)
    {
        WorkingDirectory = order.WorkingDirectory,
        Environment = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Aggregate(new CommandEnvironment([EffectHost.Mark], new Dictionary<string, string>()), (sum, name) => sum.With(name[Prefix.Length..], Environment.GetEnvironmentVariable(name)!)),
        Timeout = lease,
        Grace = TimeSpan.FromSeconds(1),
        CaptureLimit = 4096,
    };
}

namespace Groundwright.Core.Processes;

/// <summary>Watches the bounds of a command.</summary>
internal sealed class CommandLimits(Command command, CommandOutput output, TimeProvider time)
{
    /// <summary>Longest wait a timer takes; nothing that runs so long is limited by us.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>Which bound was reached first. Never ends when there is none; cancelled with the token.</summary>
    public async Task<CommandEnd> Reached(CancellationToken stop)
    {
        var bounds = new[] { TooMuch(stop), Timeout(stop), Silence(stop) };
        return await await Task.WhenAny(bounds);
    }

    private async Task<CommandEnd> TooMuch(CancellationToken stop)
    {
        await output.TooMuch.WaitAsync(stop);
        return CommandEnd.TooMuchOutput;
    }

    private async Task<CommandEnd> Timeout(CancellationToken stop)
    {
        await Wait(command.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, stop);
        return CommandEnd.TimedOut;
    }

    private async Task<CommandEnd> Silence(CancellationToken stop)
    {
        if (command.SilenceLimit is not { } limit) await Wait(System.Threading.Timeout.InfiniteTimeSpan, stop);
        else
            for (var left = limit; left > TimeSpan.Zero; left = limit - output.Silence) await Wait(left, stop);
        return CommandEnd.Silent;
    }

    private Task Wait(TimeSpan span, CancellationToken stop) => Task.Delay(span < Longest ? span : Longest, time, stop);
}

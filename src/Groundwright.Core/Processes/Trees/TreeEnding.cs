using Groundwright.Core.Problems;

namespace Groundwright.Core.Processes.Trees;

/// <summary>Ends process trees, first politely, and does not return before they are gone.</summary>
internal sealed class TreeEnding(IProcessTree tree, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(1);

    /// <summary>A killed process that is still there after this waits in the kernel, such as on a dead network file system, or belongs to someone else.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(20);

    /// <summary>Interrupts, waits for so long, kills.</summary>
    public async Task End(TimeSpan grace)
    {
        tree.Interrupt();
        await EndRest(grace);
    }

    /// <summary>Ends what a command left behind that itself has ended.</summary>
    public async Task EndLeftovers()
    {
        if (tree.CertainlyEmpty() || tree.Living().Count == 0) return;
        tree.Terminate();
        await EndRest(LeftoverGrace);
    }

    private async Task EndRest(TimeSpan grace)
    {
        if (await Gone(grace)) return;
        var killing = time.GetTimestamp();
        do
        {
            tree.Kill();
            if (await Gone(LongestPause)) return;
        }
        while (time.GetElapsedTime(killing) < KillLimit);
        var left = string.Join(' ', tree.Living());
        throw new GroundwrightException(Problem.Of(
            ProcessProblems.StillRunning,
            $"processes could not be ended: {left}",
            "They were killed and are still there: they wait in the kernel, or belong to another user.",
            new Remedy($"ps -o pid,stat,user,args -p {left.Replace(' ', ',')}", "what they are")));
    }

    private async Task<bool> Gone(TimeSpan limit)
    {
        var begun = time.GetTimestamp();
        for (var pause = FirstPause; tree.Living().Count > 0; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var left = limit - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero) return false;
            await Task.Delay(pause < left ? pause : left, time, CancellationToken.None);
        }
        return true;
    }
}

namespace Groundwright.Core.Processes.Trees;

/// <summary>Signals to sets of processes that may be growing.</summary>
internal static class UnixSignals
{
    /// <summary>Rounds of stopping after which whatever is known is killed; each round needs a process that forked within microseconds.</summary>
    private const int MostRounds = 20;

    /// <summary>Stops all of them first, until none is new, so that none can start another while the others are being killed.</summary>
    public static void KillAll(Func<IReadOnlyCollection<int>> living)
    {
        var stopped = new HashSet<int>();
        for (var round = 0; round < MostRounds; round++)
        {
            var added = living().Where(stopped.Add).ToList();
            if (added.Count == 0) break;
            Send(added, Libc.Stop);
        }
        Send(stopped, Libc.Kill);
    }

    public static void Send(IEnumerable<int> processes, int signal)
    {
        foreach (var process in processes) Libc.Signal(process, signal);
    }
}

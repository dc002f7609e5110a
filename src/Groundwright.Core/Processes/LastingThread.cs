#pragma warning disable VSTHRD002 // Starting a process is synchronous, whichever thread does it.
using System.Collections.Concurrent;

namespace Groundwright.Core.Processes;

/// <summary>
/// A thread that lives as long as we do. A process that asked to die with its parent (PR_SET_PDEATHSIG) dies with the thread that started it, and threads of the pool end when
/// there is little to do.
/// </summary>
internal sealed class LastingThread
{
    private readonly BlockingCollection<Task> work = [];

    private LastingThread() => new Thread(Serve) { IsBackground = true, Name = "doors" }.Start();

    /// <summary>The only one; begun when it is first needed.</summary>
    public static LastingThread OfThisProcess { get; } = new();

    /// <summary>Does something there and waits for it.</summary>
    public T Run<T>(Func<T> start)
    {
        var task = new Task<T>(start);
        work.Add(task);
        return task.GetAwaiter().GetResult();
    }

    private void Serve()
    {
        foreach (var task in work.GetConsumingEnumerable()) task.RunSynchronously(TaskScheduler.Default);
    }
}

using System.Runtime.InteropServices;

namespace Groundwright.Cli;

/// <summary>Ctrl-C: once stops cleanly, twice stops now. A polite request to end (SIGTERM) counts as Ctrl-C.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> signals = [];
    private int presses;

    /// <summary>Cancelled by the first one.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Raised by the first one, to tell the person.</summary>
    public event Action? Stopping;

    /// <summary>Raised by the second one, right before the process ends.</summary>
    public event Action? Ending;

    /// <summary>Begins to listen to the system.</summary>
    public Interrupts Listen()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // What is not taken over ends the process at once: that is what the second one is for.
                context.Cancel = Press();
            }));
        }
        return this;
    }

    /// <summary>One more Ctrl-C. True: it is being dealt with; false: stop now.</summary>
    public bool Press()
    {
        if (Interlocked.Increment(ref presses) > 1)
        {
            Ending?.Invoke();
            return false;
        }
        Stopping?.Invoke();
        // The handler's thread must not run what is cancelled.
        _ = Task.Run(stop.Cancel);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        stop.Dispose();
    }
}

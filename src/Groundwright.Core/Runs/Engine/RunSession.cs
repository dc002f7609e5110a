using Groundwright.Core.Delivery;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>A run that this process owns: its journal, the state folded from it, and who watches. Safe for parallel steps.</summary>
internal sealed class RunSession(IRunJournal journal, IRunObserver observer, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource userCancel = new();

    /// <summary>Everything the journal says.</summary>
    public RunState State { get; private set; } = RunFold.Of(journal.Events);

    /// <summary>Keys of the gates that were open when this process took the run: "the work is done" can only mean these.</summary>
    public IReadOnlySet<string> OpenAtStart { get; } = RunFold.Of(journal.Events).OpenGates.Select(gate => gate.Key).ToHashSet();

    /// <summary>Clock of everything in this run.</summary>
    public TimeProvider Time => time;

    /// <summary>Folder of the run's own files.</summary>
    public string Directory => journal.Directory;

    /// <summary>Cancelled when somebody asks for the run to be stopped.</summary>
    public CancellationToken UserCancel => userCancel.Token;

    /// <summary>Journals a fact and folds it.</summary>
    public RunState Append(RunEvent @event, bool durable = true)
    {
        lock (gate)
        {
            var before = State.Status;
            var written = journal.Append(@event, durable);
            State = RunFold.Apply(State, written);
            if (State.Status != before || written is PhaseStarted or PhaseEnded) journal.Summarize(RunSummaries.Of(State));
            observer.OnEvent(written, State);
            return State;
        }
    }

    /// <summary>Shows a line of a step.</summary>
    public void Show(string key, OutputLine line) => observer.OnLine(key, line);

    /// <summary>Takes what others left in the inbox.</summary>
    public void DrainInbox()
    {
        lock (gate)
        {
            foreach (var posted in journal.ReadInbox())
            {
                foreach (var fact in InboxRules.Facts(State, posted.Message)) Append(fact);
                journal.Acknowledge(posted);
            }
        }
        if (State.Cancel is not null) userCancel.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        userCancel.Dispose();
        journal.Dispose();
    }
}

using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>Shows a run while it goes on: to a person at a terminal, in a log, or to a program.</summary>
internal interface IRunView : IRunObserver, IAsyncDisposable
{
    /// <summary>Begins to show. The state is null for a run that was only just asked for.</summary>
    void Begin(RunState? state);

    /// <summary>Says something that is no event, such as that Ctrl-C was pressed.</summary>
    void Note(string text);
}

using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Live;

/// <summary>What the live view shows at one moment.</summary>
/// <param name="State">The run.</param>
/// <param name="Log">Its last log lines, oldest first.</param>
/// <param name="Now">The moment.</param>
/// <param name="Since">When this process began to work on it or watch it.</param>
/// <param name="Hint">What the last line says besides time and money.</param>
internal sealed record RunFrame(RunState State, IReadOnlyList<string> Log, DateTimeOffset Now, DateTimeOffset Since, string Hint)
{
    /// <summary>Lays it out.</summary>
    public Screen Lay(int width)
    {
        var inner = width - 2;
        var screen = RunHead.Of(State, inner).Blank();
        foreach (var (name, phase) in PhaseLine.Plan(State))
        {
            screen.Add(PhaseLine.Of(State, name, phase, Now, inner));
            if (phase is { Ended: null }) screen.Add(StepTree.Of(State, phase, inner));
        }
        if (Log.Count > 0) screen.Blank();
        foreach (var line in Log) screen.Add(new Line().Add("  │ ", Tone.Dim).Add(PlainText.Clip(PlainText.Clean(line), inner - 4), Tone.Dim));
        return screen.Blank().Add(Foot());
    }

    private Line Foot()
    {
        var foot = new Line().Add("  ").Add(Say.Duration(Now - Since));
        var figures = RunFigures.Of(State);
        if (figures.Usd is { } usd) foot.Add($" · {Say.Money(usd)}{(figures.Budget is { } budget ? $" of {Say.Money(budget)}" : "")}");
        return foot.Add(Hint.Length == 0 ? "" : $" · {Hint}", Tone.Dim);
    }
}

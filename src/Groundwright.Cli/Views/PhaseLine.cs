using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>The line of one phase, the same in the live view and in <c>gw runs show</c>.</summary>
internal static class PhaseLine
{
    /// <summary>Phases to show: each begun one at its last occurrence, then those that are still to come.</summary>
    public static IReadOnlyList<(string Name, PhaseState? Phase)> Plan(RunState state)
    {
        var begun = state.Phases.GroupBy(phase => phase.Name).Select(group => group.Last()).OrderBy(phase => phase.Started).ToList();
        var going = begun.Where(phase => phase.Ended is null || phase.Problem is not null).Select(phase => phase.Name).ToHashSet();
        var later = state.Remaining.Where(name => !going.Contains(name));
        return [.. begun.Select(phase => (phase.Name, (PhaseState?)phase)), .. later.Select(name => (name, (PhaseState?)null))];
    }

    /// <summary>Makes the line.</summary>
    public static Line Of(RunState state, string name, PhaseState? phase, DateTimeOffset now, int width)
    {
        var mark = MarkOf(state, phase);
        var line = new Line().Add("  ").Add(mark.Text, mark.Tone).Add(" ").Cell(name, 9, phase is null ? Tone.Dim : Tone.Strong).Add(" ");
        if (phase is null) return line;
        var time = Say.Duration((phase.Ended ?? now) - phase.Started);
        // Room for the widest cost, so that the times stand below each other.
        var costs = state.Phases.Max(each => PlainText.Width(Costs(state, each)));
        var room = width - line.Width - (costs == 0 ? 0 : costs + 3) - Math.Max(7, time.Length) - 2;
        line.Cell(Summary(state, phase), room, phase.Problem is null ? Tone.Plain : Tone.Bad);
        return line.Right(time, line.Width + 1 + Math.Max(7, time.Length), Tone.Dim).Add("   ").Add(Costs(state, phase), Tone.Dim);
    }

    /// <summary>The sign of a phase.</summary>
    public static Span MarkOf(RunState state, PhaseState? phase) => phase switch
    {
        null => Mark.Later,
        { Problem: not null } => Mark.Failed,
        { Ended: not null } => Mark.Done,
        _ => state.Status switch
        {
            RunStatus.Waiting => Mark.Waits,
            RunStatus.Unknown => Mark.Unknown,
            RunStatus.Cancelled => Mark.Failed,
            _ => Mark.Going,
        },
    };

    private static string Summary(RunState state, PhaseState phase)
    {
        if (phase.Problem is not null) return phase.Problem.Summary;
        if (phase.Ended is not null) return phase.Summary;
        if (state.Status == RunStatus.Cancelled) return "cancelled";
        if (state.OpenGates.LastOrDefault() is { } gate) return $"waits: {gate.Request.Title}";
        return StepKey.Of(state, phase).LastOrDefault(step => step.Completed is null) is { } step ? StepKey.Label(step.Key) : "";
    }

    private static string Costs(RunState state, PhaseState phase)
    {
        var agent = phase.Facts.GetValueOrDefault(RunFacts.Agent);
        var usd = RunFigures.UsdOf(state, phase);
        if (agent is null && usd is null) return "";
        var name = PlainText.Clip(agent ?? "", 8);
        return usd is null ? name : $"{name.PadRight(Math.Max(6, name.Length))}  {Say.Money(usd.Value)}";
    }
}

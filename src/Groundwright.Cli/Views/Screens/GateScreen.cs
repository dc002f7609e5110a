using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What a run waits for, and how to answer.</summary>
internal static class GateScreen
{
    /// <summary>All open gates of a run.</summary>
    public static Screen Of(RunState state, ScreenScope scope)
    {
        var screen = new Screen();
        foreach (var gate in state.OpenGates)
        {
            if (screen.Lines.Count > 0) screen.Blank();
            screen.Add(gate.Request.Kind == GateKind.Work ? Work(state, gate, scope) : Approval(state, gate, scope));
        }
        if (screen.Lines.Count > 0 || state.Timers.Count == 0) return screen;
        var until = state.Timers.Values.Max();
        return screen.Add(Line.Of($"  Waiting until {Say.Clock(until, scope.Now, scope.Zone)}", Tone.Strong)).Add(Fields.Command($"gw runs resume {state.Id}", "goes on when it is time"));
    }

    private static Screen Approval(RunState state, GateState gate, ScreenScope scope)
    {
        var screen = Head(gate.Request.Options is null ? "Waiting for approval" : "Waiting for a choice", gate, scope);
        var who = gate.Request.Excluded is { } excluded ? $"{gate.Request.WhoMay}, not {excluded} (asked for it)" : gate.Request.WhoMay;
        if (gate.Request.OnlyBy is { } only) who += $": {string.Join(", ", only)}";
        if (gate.Request.Count is { } count) who += $" ({gate.Agreed} of {count} so far)";
        Fields.Add(screen, "who may", who, scope.Width);
        What(screen, gate, scope);
        foreach (var (number, option) in GateOptions.Of(gate.Request)) Fields.Add(screen, $"option {number}", option, scope.Width);
        Fields.Add(screen, "why wait", gate.Request.Why, scope.Width);
        var plan = gate.Request.Subject is { } subject ? $" --plan {subject}" : "";
        if (gate.Request.Options is not null) plan += " --option N";
        if (gate.Request.Typed is { } word) plan += $" --confirm {word}";
        return screen
            .Add(Fields.Command($"gw approve {state.Id} --gate {gate.Request.Name}{plan}", ""))
            .Add(Fields.Command($"gw reject {state.Id} --gate {gate.Request.Name} --reason \"...\"", ""));
    }

    private static Screen Work(RunState state, GateState gate, ScreenScope scope)
    {
        var screen = Head("Waiting for your edits", gate, scope);
        What(screen, gate, scope);
        Fields.Add(screen, "why wait", gate.Request.Why, scope.Width);
        return screen
            .Add(Fields.Command($"gw runs resume {state.Id}", "when the edits are made"))
            .Add(Fields.Command($"gw runs cancel {state.Id}", "stops the run"));
    }

    private static Screen Head(string what, GateState gate, ScreenScope scope)
    {
        var since = $"since {Say.Clock(gate.Opened, scope.Now, scope.Zone)} ({Say.Age(scope.Now - gate.Opened)})";
        var title = PlainText.Clip(PlainText.Clean(gate.Request.Title), scope.Width - what.Length - since.Length - 8);
        return new Screen().Add(new Line().Add("  ").Add($"{what}: ", Tone.Warn).Add(title, Tone.Strong).Right(since, scope.Width - 2, Tone.Dim));
    }

    private static void What(Screen screen, GateState gate, ScreenScope scope)
    {
        for (var i = 0; i < gate.Request.What.Count; i++) Fields.Add(screen, i == 0 ? "what" : "", gate.Request.What[i], scope.Width);
        if (gate.Request.Subject is { } subject) Fields.Add(screen, "approves", subject, scope.Width);
    }
}

using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views.Screens;

/// <summary>The whole story of a run on one screen, however long.</summary>
internal static class StoryScreen
{
    /// <summary>Tells it.</summary>
    public static Screen Of(RunState state, IReadOnlyList<RunEvent> events, RunOwner? owner, string directory, ScreenScope scope)
    {
        var screen = RunHead.Of(state, scope.Width - 2);
        screen.Add(Status(state, events, owner, scope)).Blank();
        foreach (var (name, phase) in PhaseLine.Plan(state))
        {
            screen.Add(PhaseLine.Of(state, name, phase, scope.Now, scope.Width - 2));
            if (phase is not null) Steps(screen, state, phase, scope);
        }
        Gates(screen, state, scope);
        PlanText(screen, state, scope);
        Facts(screen, state, directory, scope);
        return Now(screen, state, scope);
    }

    private static Line Status(RunState state, IReadOnlyList<RunEvent> events, RunOwner? owner, ScreenScope scope)
    {
        var line = new Line().Add("  ").Add(Mark.Word(state.Status), Mark.ToneOf(state.Status))
            .Add($" · asked for by {state.Started.Actor.Name} at {Say.Clock(state.Started.At, scope.Now, scope.Zone)} · worked {Say.Duration(RunTimes.Worked(events))}", Tone.Dim);
        return owner is null ? line : line.Add($" · process {owner.ProcessId} on {owner.Host}", Tone.Dim);
    }

    private static void Steps(Screen screen, RunState state, PhaseState phase, ScreenScope scope)
    {
        foreach (var step in StepKey.Of(state, phase))
        {
            var (mark, tone) = step switch
            {
                { Completed: not null } => ("✓", Tone.Good),
                { Unknown: not null, Resolved: null } => ("?", Tone.Warn),
                { Problem: not null } => ("✗", Tone.Bad),
                _ => ("●", Tone.Accent),
            };
            var time = Say.Duration((step.Completed ?? (phase.Ended ?? scope.Now)) - step.Started);
            var attempts = step.Attempts > 1 ? $" (attempt {step.Attempts})" : "";
            screen.Add(new Line().Add("      ").Add(mark, tone).Add(" ")
                .Cell(StepKey.Label(step.Key) + attempts, scope.Width - 18, Tone.Dim).Right(time, scope.Width - 2, Tone.Dim));
        }
    }

    private static void Gates(Screen screen, RunState state, ScreenScope scope)
    {
        var answered = state.Gates.Values.Where(gate => gate.Answer is not null).ToList();
        if (answered.Count == 0) return;
        screen.Blank().Add("  Gates", Tone.Strong);
        foreach (var gate in answered)
        {
            var answer = gate.Answer!;
            var what = answer is { Approved: true, Option: { } option } ? $"option {option} chosen" : answer.Approved ? "approved" : "rejected";
            var text = $"{what} by {answer.Actor.Name} ({answer.Attestation}){(answer.Reason is { Length: > 0 } reason ? $": {reason}" : "")}";
            Fields.Add(screen, gate.Request.Name, text, scope.Width, answer.Approved ? Tone.Plain : Tone.Bad);
        }
    }

    private static void PlanText(Screen screen, RunState state, ScreenScope scope)
    {
        var names = state.Phases.SelectMany(phase => phase.Facts.Keys).Where(name =>
            name == RunFacts.PlanText || name.StartsWith(RunFacts.PlanText + ":", StringComparison.Ordinal)).Distinct();
        foreach (var name in names)
        {
            var target = name.Length > RunFacts.PlanText.Length ? $" of {name[(RunFacts.PlanText.Length + 1)..]}" : "";
            screen.Blank().Add($"  Plan{target}", Tone.Strong);
            foreach (var line in (state.Fact(name) ?? "").ReplaceLineEndings("\n").TrimEnd().Split('\n')) screen.Add($"    {PlainText.Clip(PlainText.Clean(line), scope.Width - 6)}");
        }
    }

    private static void Facts(Screen screen, RunState state, string directory, ScreenScope scope)
    {
        screen.Blank();
        Fields.Add(screen, "request", state.Request.Source, scope.Width);
        Fields.Add(screen, "release", state.Fact(RunFacts.Release), scope.Width);
        EndScreen.Facts(screen, state, scope);
        Fields.Add(screen, "files", directory, scope.Width);
        if (state.Started.Configuration.Uncommitted) Fields.Add(screen, "settings", "groundwright.yaml as it lay in the checkout, not committed", scope.Width, Tone.Warn);
    }

    private static Screen Now(Screen screen, RunState state, ScreenScope scope) =>
        state.Status is RunStatus.Waiting or RunStatus.Unknown or RunStatus.Failed ? screen.Blank().Add(EndScreen.Of(state, TimeSpan.Zero, scope)) : screen;
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Tests.Runs.Store;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.State;

public sealed class RunFoldTests
{
    private static readonly Actor Ada = new("ada", "os-user");
    private static readonly ProblemRecord Fault = new("GW1699", "no", null, [], false, 1);
    private static readonly string[] Keys = ["test.1/a", "test.2/a", "ship.1/a", "ship.1/b"];

    [Fact, Covers("J1")]
    public void Any_events_in_any_order_fold_the_same_at_once_one_by_one_and_read_back() => Prop.ForAll(Journals().ToArbitrary(), events =>
    {
        var states = new List<(RunState State, string Then)>();
        var state = RunFold.Of([events[0]]);
        for (var i = 1; i < events.Count; i++)
        {
            state = RunFold.Apply(state, events[i]);
            states.Add((state, Describe(state)));
            RunSummaries.Of(state).Status.ShouldBe(state.Status);
        }
        Describe(RunFold.Of(events)).ShouldBe(Describe(state));
        Describe(RunFold.Of([.. events.Select(Again)])).ShouldBe(Describe(state));
        foreach (var (earlier, then) in states) Describe(earlier).ShouldBe(then, "a state must not change when more is folded");
    }).QuickCheckThrowOnFailure();

    [Fact, Covers("J3", "R6")]
    public void What_others_say_never_opens_again_what_has_ended() => Prop.ForAll(Journals().ToArbitrary(), events =>
    {
        foreach (var outcome in Enum.GetValues<RunOutcome>())
        {
            var ended = RunFold.Apply(RunFold.Of(events), new RunEnded(outcome, null));
            foreach (var late in Keys.SelectMany(Late)) RunFold.Apply(ended, late).Status.ShouldBe(ended.Status);
        }
    }).QuickCheckThrowOnFailure();

    private static Gen<List<RunEvent>> Journals() =>
        from facts in Gen.ListOf(Gen.Elements(Facts().ToArray()))
        select (List<RunEvent>)[StoreFolder.Started(), .. facts.Select((fact, i) => fact with { Sequence = i + 2, At = DateTimeOffset.UnixEpoch.AddSeconds(i) })];

    private static IEnumerable<RunEvent> Facts()
    {
        var none = new Dictionary<string, string>();
        yield return new WorkRequested("sdlc", ["test", "ship"], Ada, none);
        yield return new OwnerChanged(1, "host", "0");
        yield return new CancelRequested(Ada, "enough", false);
        foreach (var outcome in Enum.GetValues<RunOutcome>()) yield return new RunEnded(outcome, outcome == RunOutcome.Failed ? Fault : null);
        foreach (var phase in new[] { "test", "ship" })
        {
            for (var occurrence = 1; occurrence < 3; occurrence++)
            {
                yield return new PhaseStarted(phase, occurrence);
                yield return new PhaseEnded(phase, occurrence, null, "done", none);
                yield return new PhaseEnded(phase, occurrence, Fault, "no", none);
            }
        }
        foreach (var fact in Keys.SelectMany(Steps).Concat(Keys.SelectMany(Late))) yield return fact;
    }

    private static IEnumerable<RunEvent> Steps(string key)
    {
        var result = JsonDocument.Parse("1").RootElement;
        yield return new StepStarted(key, EffectKind.Once, "-", 1);
        yield return new StepStarted(key, EffectKind.Repeatable, "-", 2) { ChangesTree = true };
        yield return new StepCompleted(key, "-", result);
        yield return new StepCompleted(key, "-", result) { Snapshot = new Snapshot("c", key) };
        yield return new StepFailed(key, 1, Fault);
        yield return new AgentSpent(key, 5, null, 1);
        yield return new EffectUnknown(key, ["looked"]);
        yield return new GateOpened(key, new GateRequest("go", GateKind.Approval, "go on", "policy"));
        yield return new TimerSet(key, DateTimeOffset.UnixEpoch);
    }

    private static IEnumerable<RunEvent> Late(string key) =>
    [
        new GateAnswered(key, new GateAnswer(true, Ada, null, GateRules.SelfAttested, null)),
        new GateAnswered(key, new GateAnswer(false, Ada, null, GateRules.SelfAttested, null)),
        new EffectResolved(key, true, Ada, "I looked"),
    ];

    private static RunEvent Again(RunEvent @event) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(@event, JournalFormat.Default.RunEvent), JournalFormat.Default.RunEvent)!;

    private static string Describe(RunState state) => string.Join('\n',
    [
        $"{state.Status} {state.Sequence} {state.Updated:O} {string.Join(',', state.Remaining)} {state.Work.Count} {state.Cancel?.Reason} {state.Problem?.Code} {state.Tree} {state.TreeInDoubt}",
        .. state.Phases.Select(phase => $"{phase.Name}.{phase.Occurrence} {phase.Started:O} {phase.Ended:O} {phase.Problem?.Code} {phase.Summary} {phase.Final}"),
        .. state.Steps.OrderBy(step => step.Key).Select(step => Describe(step.Value)),
        .. state.Gates.OrderBy(gate => gate.Key).Select(gate => $"{gate.Key} {gate.Value.Request.Name} {gate.Value.Answer}"),
        .. state.Spent.Select(piece => $"{piece.Key} {piece.Tokens} {piece.Usd} {piece.Turns}"),
        .. state.Timers.OrderBy(timer => timer.Key).Select(timer => $"{timer.Key} {timer.Value:O}"),
        $"{string.Join(',', state.OpenGates.Select(gate => gate.Key).Order())} {string.Join(',', state.UnknownEffects.Select(step => step.Key).Order())}",
    ]);

    private static string Describe(StepState step) =>
        $"{step.Key} {step.Effect} {step.Attempts} {step.Started:O} {step.Completed:O} {step.Problem?.Code} {step.Unknown?.Evidence.Count} {step.Resolved?.Happened} {step.Snapshot}";
}

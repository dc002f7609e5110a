using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Worktrees;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>A journal written by hand for a test: each event some seconds after the one before.</summary>
internal sealed class Story
{
    private readonly List<RunEvent> events = [];

    /// <summary>When it begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset at = Start;

    public IReadOnlyList<RunEvent> Events => events;

    public DateTimeOffset Now => at;

    /// <summary>The run of issue 12 with a whole lifecycle asked for.</summary>
    public static Story Begun(string id = "7k2m9xqd", string title = "Add a log bucket with 30-day retention", params string[] phases)
    {
        var request = new Request { IssueNumber = "12", Title = title, Body = "", Source = "issues/12-add-log-bucket.md", Trusted = true };
        var story = new Story();
        story.Add(0, new RunStarted(1, id, request, Actor, new BranchTip("main", "4f9c2e1"), new ConfigurationSource("4f9c2e1", "00", false), "0.1.0"));
        return story.Add(0, new WorkRequested("sdlc", phases.Length > 0 ? phases : ["plan", "build", "test", "review", "document", "ship"], Actor, new Dictionary<string, string>()));
    }

    public static Actor Actor { get; } = new("ada", "os-user");

    public Story Add(int seconds, RunEvent @event)
    {
        at += TimeSpan.FromSeconds(seconds);
        events.Add(@event with { Sequence = events.Count + 1, At = at });
        return this;
    }

    public Story Phase(string name, int seconds, string summary, params (string, string)[] facts) =>
        Add(0, new PhaseStarted(name, 1)).Add(seconds, new PhaseEnded(name, 1, null, summary, facts.ToDictionary(fact => fact.Item1, fact => fact.Item2)));

    public Story Step(string key, int seconds) =>
        Add(0, new StepStarted(key, EffectKind.Repeatable, "i", 1)).Add(seconds, new StepCompleted(key, "i", JsonDocument.Parse("null").RootElement));

    public Story PlanAndBuild() => this
        .Phase("plan", 41, "spec written, 4 steps", ("agent", "claude"), ("usd", "0.08"), ("tokens", "9000"), ("turns", "1"), ("class", "feature"), ("budget", "5.00"),
            ("branch", "feature-issue-12-7k2m9xqd-add-log-bucket"), ("spec", "specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md"))
        .Phase("build", 130, "3 files changed, +58 −2", ("agent", "claude"), ("usd", "0.31"), ("tokens", "32400"), ("turns", "2"), ("diff", "+58 −2 in 3 files"));

    public Story Shipped() => PlanAndBuild()
        .Phase("test", 9, "2 to add, 0 to change, 0 to destroy", ("plan", "9b1e77aa"), ("plan-text", "  + terraform_data.bucket\n  + terraform_data.policy"))
        .Phase("review", 60, "no blockers")
        .Phase("document", 20, "1 document", ("agent", "claude"), ("usd", "0.13"))
        .Phase("ship", 148, "applied to dev", ("merge", "4f9c2e1"), ("applied", "2 added, 0 changed, 0 destroyed"), ("environment", "dev"), ("release", "dev-2026-11-20-3"),
            ("checks", "validate ✓  policy ✓ 14 rules  health ✓ 2/2"), ("catchup", "git pull"), ("url", "http://localhost:8080"))
        .Add(0, new RunEnded(RunOutcome.Succeeded, null));

    public Story Failed() => PlanAndBuild().Add(0, new PhaseStarted("test", 1)).Step("test.1/init", 2)
        .Add(0, new StepStarted("test.1/plan/app", EffectKind.Repeatable, "i", 1))
        .Add(3, new StepFailed("test.1/plan/app", 1, Failure)).Add(0, new PhaseEnded("test", 1, Failure, "", new Dictionary<string, string>()))
        .Add(0, new RunEnded(RunOutcome.Failed, Failure));

    public Story AtGate(bool work = false) => PlanAndBuild().Add(0, new PhaseStarted(work ? "test" : "ship", 1)).Add(1, new GateOpened(work ? "test.1/edit" : "ship.1/approve", work
        ? new GateRequest("edit", GateKind.Work, "implement issue 12", "The agent is `manual`: a person makes the change.") { What = ["edit the files in trees/7k2m9xqd", "follow specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md"] }
        : new GateRequest("destroy-stateful", GateKind.Approval, "apply to prod", "prod requires approval; deletion of stateful resources requires its own")
        {
            What = ["2 to add, 1 to change, 1 to destroy", "− aws_db_instance.reports   holds data, no final snapshot  ← policy db-001"],
            WhoMay = "platform (1 of 1)",
            Excluded = "octocat",
            Subject = "9b1e77aa0011",
        }));

    public Story AtChoice() => Add(0, new PhaseStarted("plan", 1)).Add(1, new GateOpened("plan.1/option",
        new GateRequest("option", GateKind.Approval, "choose how it is done", "`plan: { chooseOption: true }`: a person chooses before anything is built")
        {
            What = ["specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md in trees/7k2m9xqd"],
            Options = ["A bucket in the app root, beside the service that writes to it.", "A root of its own for logs."],
            Proposed = 1,
            MayAnswerSelf = false,
        }));

    public Story Unknown() => PlanAndBuild().Add(0, new PhaseStarted("ship", 1)).Add(0, new StepStarted("ship.1/apply/app", EffectKind.Once, "i", 1))
        .Add(30, new EffectUnknown("ship.1/apply/app", ["apply_start without apply_complete: terraform_data.bucket", "the state's serial is still 4"]));

    private static ProblemRecord Failure => ProblemRecord.Of(Problem.Of(new ProblemCode("GW2005", "terraform failed", ExitCode.Failed), "terraform plan of app failed",
        "Error: Reference to undeclared resource\n  on main.tf line 14", new Remedy("gw runs logs 7k2m9xqd test", "what terraform printed")));
}

using Groundwright.Cli.Tests.Fakes;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Live;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Views;

public class ScreenTests
{
    private static ScreenScope Scope(Story story, int minutes = 12) => new(80, story.Now.AddMinutes(minutes), TimeZoneInfo.Utc);

    private static string End(Story story) => EndScreen.Of(Folding.Fold(story.Events), RunTimes.Worked(story.Events), Scope(story)).ToString();

    [Fact]
    public void A_run_is_shown_while_it_goes_on()
    {
        var story = Story.Begun().PlanAndBuild().Add(0, new PhaseStarted("test", 1)).Step("test.1/init", 2).Step("test.1/validate", 3)
            .Add(0, new StepStarted("test.1/plan/app", EffectKind.Repeatable, "i", 1));
        string[] log = ["app: Refreshing state... [id=7d1c…]", "app: Plan: 2 to add, 0 to change, 0 to destroy."];
        var frame = new RunFrame(Folding.Fold(story.Events), log, story.Now.AddSeconds(4), Story.Start, "Ctrl-C stops, `gw runs resume` goes on");
        var shown = frame.Lay(80).ToString();
        shown.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80);
        GoldenFile.ShouldMatch(shown, "run-live");
    }

    [Fact]
    public void A_shipped_run_ends_with_its_figures_on_one_screen() => GoldenFile.ShouldMatch(End(Story.Begun().Shipped()), "run-shipped");

    [Fact]
    public void A_failed_run_ends_with_what_to_type_next() => GoldenFile.ShouldMatch(End(Story.Begun().Failed()), "run-failed");

    [Fact]
    public void A_run_of_some_phases_names_the_next_one() =>
        GoldenFile.ShouldMatch(End(Story.Begun(phases: ["plan", "build"]).PlanAndBuild().Add(0, new RunEnded(RunOutcome.Succeeded, null))), "run-open");

    [Fact]
    public void A_cancelled_run_says_who_wanted_it() => GoldenFile.ShouldMatch(End(Story.Begun().PlanAndBuild()
        .Add(0, new CancelRequested(Story.Actor, "not needed any more", false)).Add(0, new RunEnded(RunOutcome.Cancelled, null))), "run-cancelled");

    [Fact]
    public void An_approval_says_who_may_what_and_why() => GoldenFile.ShouldMatch(End(Story.Begun().AtGate()), "gate-approval");

    [Fact]
    [Covers("D3")]
    public void A_choice_shows_its_options_and_which_is_proposed() => GoldenFile.ShouldMatch(End(Story.Begun().AtChoice()), "gate-option");

    [Fact]
    public void A_wait_for_edits_says_where_and_how_to_go_on() => GoldenFile.ShouldMatch(End(Story.Begun().AtGate(work: true)), "gate-work");

    [Fact]
    [Covers("X2")]
    public void An_unknown_effect_is_explained_with_its_evidence() => GoldenFile.ShouldMatch(End(Story.Begun().Unknown()), "unknown");

    [Fact]
    public void An_error_says_what_why_and_what_to_type()
    {
        var problem = Problem.Of(new ProblemCode("GW2103", "the plan moved"), "the plan you approved is not the plan that would run",
            "prod was planned at 4f9c2e1; main is now at c3d90aa (2 commits, infra/app/main.tf).\nNothing was applied.",
            new Remedy("gw test 12 7k2m9xqd", "make a new plan and ask for approval again"), new Remedy("gw runs show 7k2m9xqd", "what happened so far"));
        GoldenFile.ShouldMatch(ProblemScreen.Of([problem], 80).ToString(), "error");
    }

    [Fact]
    public void Configuration_errors_come_all_at_once_with_their_places()
    {
        var key = Problem.Of(new ProblemCode("GW1004", "unknown key"), "unknown key `aproval`, did you mean `approvals`?") with { Source = new SourceLocation("groundwright.yaml", 14, 5) };
        var after = Problem.Of(new ProblemCode("GW1011", "no such environment"), "environment `prod` comes after `stagging`, which does not exist; did you mean `staging`?") with { Source = new SourceLocation("groundwright.yaml", 22, 12) };
        GoldenFile.ShouldMatch(ProblemScreen.Of([key, after], 80).ToString(), "error-configuration");
    }

    [Fact]
    [Covers("U7")]
    public void Text_of_others_cannot_steer_the_terminal()
    {
        var story = Story.Begun(title: "Evil \u001b[2J\u001b]0;owned\u0007title\u202e\r\nsecond");
        var shown = End(story.Add(0, new RunEnded(RunOutcome.Cancelled, null))) + StoryScreen.Of(Folding.Fold(story.Events), story.Events, null, "/x", Scope(story)).Render(colour: false);
        shown.ShouldContain("Evil title second");
        shown.ShouldAllBe(c => c == '\n' || (!char.IsControl(c) && c != '\u202e'));
    }

    [Fact]
    public void Waiting_for_people_is_not_counted_as_work()
    {
        var story = Story.Begun().AtGate();
        story.Add(90_000, new GateAnswered("ship.1/approve", new GateAnswer(true, Story.Actor, null, "self-attested", null))).Add(5, new PhaseEnded("ship", 1, null, "", new Dictionary<string, string>()));
        RunTimes.Worked(story.Events).ShouldBe(TimeSpan.FromSeconds(41 + 130 + 1 + 5));
    }

    [Fact]
    public void Colours_only_repeat_what_the_words_say()
    {
        var screen = EndScreen.Of(Folding.Fold(Story.Begun().Failed().Events), TimeSpan.Zero, Scope(Story.Begun()));
        var coloured = screen.Render(colour: true);
        coloured.ShouldContain("\u001b[31m");
        System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", "").ShouldBe(screen.ToString());
    }
}

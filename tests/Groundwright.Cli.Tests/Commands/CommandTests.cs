using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Commands;

public class CommandTests
{
    [Fact]
    [Covers("A2")]
    public async Task A_workflow_starts_a_run_drives_it_and_shows_its_end()
    {
        var session = new Session();
        (await session.Type("sdlc", "12")).ShouldBe(0, session.Error);
        session.Services.ScriptedDriver.Started.Single().Work.Workflow.ShouldBe("sdlc");
        session.Output.ShouldContain("Shipped to dev in 6m 48s");
        session.Error.ShouldContain("plan started");
    }

    [Fact]
    public async Task Zero_touch_is_the_whole_lifecycle_with_an_option()
    {
        var session = new Session();
        await session.Type("zte", "12", "-e", "staging");
        var work = session.Services.ScriptedDriver.Started.Single().Work;
        (work.Workflow, work.Options["zte"], work.Options["environment"]).ShouldBe(("sdlc", "true", "staging"));
    }

    [Fact]
    [Covers("D8")]
    public async Task A_hotfix_begins_a_run_and_never_goes_on_with_one()
    {
        var session = new Session();
        await session.Type("sdlc", "12", "--hotfix", "prod");
        session.Services.ScriptedDriver.Started.Single().Work.Options["hotfix"].ShouldBe("prod");

        var other = new Session();
        other.Services.MemoryRuns.Put(Story.Begun());
        (await other.Type("sdlc", "12", "7k2m9xqd", "--hotfix", "prod")).ShouldBe(3);
        other.Error.ShouldContain("gw sdlc 12 --hotfix prod");
        other.Services.ScriptedDriver.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_phase_goes_on_with_the_open_run_of_its_issue()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun());
        await session.Type("build", "12");
        session.Services.ScriptedDriver.Asked.Single().RunId.ShouldBe("7k2m9xqd");
        session.Services.ScriptedDriver.Started.ShouldBeEmpty();
    }

    [Fact]
    [Covers("A2")]
    public async Task A_later_phase_without_a_run_says_which_phase_comes_first()
    {
        var session = new Session();
        (await session.Type("ship", "12")).ShouldBe(4);
        session.Error.ShouldContain("gw plan 12");
    }

    [Fact]
    [Covers("A1")]
    public async Task A_given_id_is_the_id_of_the_new_run_even_when_another_begins_with_it()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun("ipe-abc1234"));
        await session.Type("plan", "12", "ipe-abc");
        session.Services.ScriptedDriver.Started.Single().RunId.ShouldBe("ipe-abc");
    }

    [Fact]
    [Covers("A11")]
    public async Task State_comes_in_and_goes_out_by_pipe_and_nothing_else_is_on_standard_output()
    {
        var session = new Session { Input = """{"ipe_id":"7k2m9xqd","issue_number":"12"}""" };
        session.Services.MemoryRuns.Put(Story.Begun());
        (await session.Type("build", "--state", "-")).ShouldBe(0, session.Error);
        session.Services.TakenState.ShouldBe(session.Input);
        session.Output.Trim().ShouldBe("""{"ipe_id":"7k2m9xqd"}""");
    }

    [Theory]
    [Covers("A10")]
    [InlineData("failed", 1)]
    [InlineData("gate", 0)]
    [InlineData("unknown", 1)]
    [InlineData("cancelled", 5)]
    public async Task The_end_of_a_run_becomes_the_exit_code(string end, int code)
    {
        var session = new Session();
        session.Services.ScriptedDriver.Script = end switch
        {
            "failed" => Story.Begun().Failed(),
            "gate" => Story.Begun().AtGate(),
            "unknown" => Story.Begun().Unknown(),
            _ => Story.Begun().Add(1, new RunEnded(RunOutcome.Cancelled, null)),
        };
        (await session.Type("sdlc", "12")).ShouldBe(code);
    }

    [Fact]
    public async Task Under_json_every_line_of_a_run_is_an_object()
    {
        var session = new Session();
        await session.Type("sdlc", "12", "--json");
        var lines = session.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBeGreaterThan(10);
        foreach (var line in lines) JsonDocument.Parse(line).RootElement.GetProperty("type").GetString().ShouldNotBeNull();
        session.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Yes_answers_gates_in_the_name_of_who_types()
    {
        var session = new Session();
        await session.Type("sdlc", "12", "--yes");
        session.Services.ScriptedDriver.Driven.Single().Options.AnswerGatesAs.ShouldBe(Story.Actor);
    }

    [Fact]
    [Covers("J3", "U7")]
    public async Task Approving_posts_what_was_looked_at_and_goes_on()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type("approve", "7k2", "--plan", "9b1e77aa0011", "--reason", "fine")).ShouldBe(0, session.Error);
        var (run, message) = session.Services.MemoryRuns.Posted.Single();
        (run, message).ShouldBe(("7k2m9xqd", new AnswerGate("destroy-stateful", true, "fine", "9b1e77aa0011") { Actor = Story.Actor }));
        session.Services.ScriptedDriver.Driven.Single().RunId.ShouldBe("7k2m9xqd");
    }

    [Fact]
    [Covers("J3")]
    public async Task Approving_leaves_a_run_that_somebody_drives_to_them()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        session.Services.MemoryRuns.Owners["7k2m9xqd"] = new RunOwner(4711, "laptop", Story.Start);
        (await session.Type("approve", "--yes")).ShouldBe(0, session.Error);
        session.Services.MemoryRuns.Posted.Count.ShouldBe(1);
        session.Services.ScriptedDriver.Driven.ShouldBeEmpty();
        session.Output.ShouldContain("Process 4711 on laptop");
    }

    [Fact]
    [Covers("U7")]
    public async Task An_approval_for_another_plan_is_refused()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type("approve", "--plan", "0123456789ab")).ShouldBe(1);
        session.Error.ShouldContain("the plan that waits is 9b1e77aa0011, not 0123456789ab");
        session.Services.MemoryRuns.Posted.ShouldBeEmpty();
    }

    [Fact]
    [Covers("U7")]
    public async Task Who_names_no_plan_is_asked_and_nobody_is_asked_in_a_script()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type("approve")).ShouldBe(3);
        session.Error.ShouldContain("Approve plan 9b1e77aa0011?");
        session.Services.MemoryRuns.Posted.ShouldBeEmpty();
    }

    [Theory]
    [Covers("D3", "J3")]
    [InlineData("2\n", 2)]
    [InlineData("", 2, "--option", "2", "--yes")]
    public async Task An_option_is_chosen_by_its_number_asked_for_or_given(string typed, int chosen, params string[] more)
    {
        var session = new Session { Input = typed, CanAsk = true };
        session.Services.MemoryRuns.Put(Story.Begun().AtChoice());
        (await session.Type(["approve", "7k2m9xqd", .. more])).ShouldBe(0, session.Error);
        var (_, message) = session.Services.MemoryRuns.Posted.ShouldHaveSingleItem();
        message.ShouldBeOfType<AnswerGate>().Option.ShouldBe(chosen);
    }

    [Theory]
    [Covers("D3")]
    [InlineData("", "there is no option 3: there are 2", "--option", "3")]
    [InlineData("the first\n", "there is no option 0: there are 2")]
    public async Task An_option_that_is_not_there_is_refused_with_those_that_are(string typed, string refusal, params string[] more)
    {
        var session = new Session { Input = typed, CanAsk = true };
        session.Services.MemoryRuns.Put(Story.Begun().AtChoice());
        (await session.Type(["approve", .. more])).ShouldBe(1);
        session.Error.ShouldContain(refusal);
        session.Error.ShouldContain("option 1   A bucket in the app root");
        session.Error.ShouldContain("(proposed)");
        session.Error.ShouldContain("option 2   A root of its own for logs.");
        session.Services.MemoryRuns.Posted.ShouldBeEmpty();
    }

    [Fact]
    [Covers("D3")]
    public async Task Nobody_is_asked_for_an_option_in_a_script_and_yes_chooses_none()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtChoice());
        (await session.Type("approve", "--yes")).ShouldBe(3);
        session.Error.ShouldContain("--option N");
        (await session.Type("approvals", "--json")).ShouldBe(0, session.Error);
        session.Output.ShouldContain("\"options\":[\"A bucket in the app root");
        session.Output.ShouldContain("\"proposed\":1");
        session.Services.MemoryRuns.Posted.ShouldBeEmpty();
    }

    [Fact]
    [Covers("U7")]
    public async Task Who_asked_for_a_change_does_not_approve_it()
    {
        var session = new Session();
        session.Services.Actor = new Core.Requests.Actor("octocat", "os-user");
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type("approve", "7k2m9xqd")).ShouldBe(1);
        session.Services.MemoryRuns.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_to_a_gate_that_is_not_open_names_those_that_are()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type("reject", "7k2m9xqd", "--gate", "apply")).ShouldBe(3);
        session.Error.ShouldContain("gw reject 7k2m9xqd --gate destroy-stateful");
    }

    [Fact]
    [Covers("R6")]
    public async Task Cancelling_a_run_nobody_drives_takes_it_to_its_end()
    {
        var session = new Session();
        var story = Story.Begun().PlanAndBuild();
        session.Services.MemoryRuns.Put(story);
        session.Services.ScriptedDriver.Script = story.Add(1, new CancelRequested(Story.Actor, "no", false)).Add(0, new RunEnded(RunOutcome.Cancelled, null));
        (await session.Type("cancel", "7k2m9xqd", "--reason", "no")).ShouldBe(0, session.Error);
        session.Services.MemoryRuns.Posted.Single().Message.ShouldBe(new CancelRun("no", false) { Actor = Story.Actor });
        session.Output.ShouldContain("Cancelled after");
    }

    [Fact]
    public async Task Resume_takes_the_one_unfinished_run_and_counts_edits_as_made()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate(work: true));
        session.Services.MemoryRuns.Put(Story.Begun("bbbbbbbb").Shipped());
        (await session.Type("runs", "resume")).ShouldBe(0, session.Error);
        session.Services.ScriptedDriver.Driven.Single().ShouldBe(("7k2m9xqd", new Core.Delivery.DriveOptions(WorkIsDone: true)));
    }

    [Fact]
    public async Task Resume_lists_the_runs_when_several_are_unfinished()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun());
        session.Services.MemoryRuns.Put(Story.Begun("bbbbbbbb"));
        (await session.Type("runs", "resume")).ShouldBe(3);
        session.Error.ShouldContain("gw runs resume 7k2m9xqd");
        session.Error.ShouldContain("gw runs resume bbbbbbbb");
    }

    [Fact]
    public async Task Only_a_failed_run_is_retried()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().Failed());
        await session.Type("retry");
        session.Services.ScriptedDriver.Driven.Single().Options.Retry.ShouldBeTrue();
        session.Services.MemoryRuns.Put(Story.Begun("bbbbbbbb").Shipped());
        (await session.Type("retry", "bbbbbbbb")).ShouldBe(3);
    }

    [Fact]
    [Covers("X2")]
    public async Task Resolving_posts_what_the_person_saw()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().Unknown());
        (await session.Type("runs", "resolve", "7k2m9xqd", "--not-happened", "--reason", "nothing there", "--no-wait")).ShouldBe(0, session.Error);
        session.Services.MemoryRuns.Posted.Single().Message.ShouldBe(new ResolveEffect("ship.1/apply/app", false, "nothing there") { Actor = Story.Actor });
        (await session.Type("runs", "resolve", "7k2m9xqd", "--happened", "--not-happened", "--reason", "x")).ShouldBe(3);
    }

    [Fact]
    public async Task The_demo_answers_its_own_gates_and_leaves_nothing()
    {
        var session = new Session();
        (await session.Type("demo")).ShouldBe(0, session.Error);
        session.Services.DemoRemoved.ShouldBeTrue();
        session.Services.ScriptedDriver.Driven.Single().Options.AnswerGatesAs.ShouldNotBeNull();
        session.Error.ShouldContain("recorded agent");
    }

    [Fact]
    public async Task A_demo_that_failed_or_is_kept_stays()
    {
        var session = new Session();
        await session.Type("demo", "--keep");
        session.Services.DemoRemoved.ShouldBeFalse();
        session.Services.ScriptedDriver.Script = Story.Begun().Failed();
        (await session.Type("demo")).ShouldBe(1);
        session.Services.DemoRemoved.ShouldBeFalse();
    }

    [Fact]
    public async Task The_effect_host_gives_its_own_exit_code() => (await new Session().Type("effect-host", "/run", "n1")).ShouldBe(7);

    [Fact]
    public async Task The_log_file_gets_everything_and_belongs_to_its_owner_alone()
    {
        using var folder = new TemporaryDirectory();
        var session = new Session();
        session.Services.ScriptedDriver.Script = Story.Begun().Failed();
        await session.Type("sdlc", "12", "-q", "--log-file", folder["gw.log"]);
        session.Error.ShouldBeEmpty();
        var log = await File.ReadAllTextAsync(folder["gw.log"], TestContext.Current.CancellationToken);
        log.ShouldContain("test/plan-app failed");
        log.ShouldContain("Refreshing state");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder["gw.log"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

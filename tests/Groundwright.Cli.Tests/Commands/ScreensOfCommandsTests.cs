using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Commands;

public class ScreensOfCommandsTests
{
    [Fact]
    [Covers("Q8")]
    public async Task The_list_shows_the_last_twenty_and_all_unfinished()
    {
        var session = new Session();
        for (var i = 0; i < 25; i++)
            session.Services.MemoryRuns.More.Add(new RunSummary($"run{i:00}aaa", $"Change number {i} with a title that is too long for the line it stands on", $"{i}", "sdlc",
                i == 23 ? RunStatus.Waiting : RunStatus.Succeeded, "ship", Story.Start, Story.Start.AddHours(-i)));
        await session.Type("runs", "list");
        GoldenFile.ShouldMatch(session.Output, "runs-list");
        await session.Type("runs", "list", "--all", "--json");
        JsonDocument.Parse(session.Output).RootElement.GetArrayLength().ShouldBe(25);
    }

    [Fact]
    public async Task Showing_a_run_tells_the_whole_story()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().Shipped());
        await session.Type("runs", "show", "7k2m");
        GoldenFile.ShouldMatch(session.Output, "runs-show");
        await session.Type("runs", "show", "7k2m", "--json");
        JsonDocument.Parse(session.Output).RootElement.GetProperty("phases").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public async Task Showing_a_failed_run_tells_its_steps_and_what_to_type()
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().Failed());
        await session.Type("runs", "show");
        GoldenFile.ShouldMatch(session.Output, "runs-show-failed");
        await session.Type("runs", "show", "--json");
        JsonDocument.Parse(session.Output).RootElement.GetProperty("problem").GetProperty("code").GetString().ShouldBe("GW2005");
    }

    [Fact]
    public async Task Doctor_says_what_is_missing_and_ends_with_4()
    {
        Needs.Linux();
        var session = new Session();
        session.Services.Tools.Answers["terraform version"] = (0, "Terraform v1.4.2");
        session.Services.Needed = session.Services.Needed with { Aws = true, OpenTargets = ["app", "network"] };
        session.Services.Repository = new FakeRepository { GitDirectory = "/proc" };
        (await session.Type("doctor")).ShouldBe(4);
        GoldenFile.ShouldMatch(session.Output, "doctor");
        (await session.Type("doctor", "--json")).ShouldBe(4);
        JsonDocument.Parse(session.Output).RootElement.GetProperty("healthy").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Doctor_is_content_when_everything_needed_is_there()
    {
        var session = new Session();
        (await session.Type("doctor")).ShouldBe(0, session.Output);
        session.Services.Tools.Answers.Remove("git --version");
        (await session.Type("doctor")).ShouldBe(4);
        session.Output.ShouldContain("✗ git");
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_at_once_and_ends_with_3()
    {
        var session = new Session();
        var problem = Problem.Of(new ProblemCode("GW1004", "unknown key", ExitCode.BadArguments), "unknown key `a`") with { Source = new SourceLocation("groundwright.yaml", 1, 1) };
        session.Services.Report = session.Services.Report with { Problems = [problem, problem with { Summary = "unknown key `b`" }] };
        (await session.Type("config", "check")).ShouldBe(3);
        session.Error.ShouldContain("groundwright.yaml:1:1");
        session.Error.ShouldContain("2 problems. Schema: gw config schema");
        (await session.Type("config", "check", "--json")).ShouldBe(3);
        JsonDocument.Parse(session.Output).RootElement.GetProperty("problems").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Init_says_what_it_found_and_what_comes_next()
    {
        var session = new Session();
        await session.Type("init");
        GoldenFile.ShouldMatch(session.Output, "init");
        await session.Type("init", "--json", "--commit");
        JsonDocument.Parse(session.Output).RootElement.GetProperty("commit").GetString().ShouldBe("4f9c2e1aa");
    }

    [Fact]
    public async Task Cleaning_asks_once_and_needs_a_yes_where_nobody_can_be_asked()
    {
        var session = new Session();
        (await session.Type("runs", "clean")).ShouldBe(3);
        session.Services.Cleaned.ShouldBeFalse();
        (await session.Type("runs", "clean", "--dry-run")).ShouldBe(0);
        session.Services.Cleaned.ShouldBeFalse();
        session.Output.ShouldContain("kept: it holds changes");
        var no = new Session { CanAsk = true, Input = "n\n" };
        (await no.Type("runs", "clean")).ShouldBe(5);
        no.Services.Cleaned.ShouldBeFalse();
        (await session.Type("runs", "clean", "--yes")).ShouldBe(0);
        session.Services.Cleaned.ShouldBeTrue();
    }

    [Fact]
    [Covers("T3")]
    public async Task Logs_are_printed_step_by_step_and_masked()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("test.1-init.log", "initialised\npassword hunter2\n");
        folder.Write("test.1-plan-app.log", "Error: no\n");
        var session = new Session();
        session.Services.LogFolder = folder.Path;
        session.Services.MemoryRuns.Put(Story.Begun().Failed());
        await session.Type("runs", "logs", "7k2m9xqd", "test");
        session.Output.ShouldBe("── test/init ──\ninitialised\npassword ***\n── test/plan-app ──\nError: no\n");
        await session.Type("runs", "logs", "7k2m9xqd", "ship");
        session.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Following_a_log_goes_on_until_nobody_works_on_the_run()
    {
        using var folder = new TemporaryDirectory();
        var log = folder.Write("test.1-plan-app.log", "first\nhalf");
        var session = new Session();
        session.Services.LogFolder = folder.Path;
        session.Services.MemoryRuns.Put(Story.Begun().Add(0, new Core.Runs.Journal.StepStarted("test.1/plan/app", Core.Runs.Journal.EffectKind.Repeatable, "i", 1)));
        session.Services.MemoryRuns.Owners["7k2m9xqd"] = new RunOwner(1, "laptop", Story.Start);
        var following = session.Type("runs", "logs", "--follow");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(log, " line\nlast", TestContext.Current.CancellationToken);
        session.Services.MemoryRuns.Owners.Clear();
        await following;
        session.Output.ShouldBe("── test/plan-app ──\nfirst\nhalf line\nlast\n");
    }

    [Fact]
    public async Task Watching_follows_the_journal_of_another_process_to_its_end()
    {
        var session = new Session();
        var story = Story.Begun().PlanAndBuild();
        session.Services.MemoryRuns.Put(story);
        session.Services.MemoryRuns.Owners["7k2m9xqd"] = new RunOwner(1, "laptop", Story.Start);
        var watching = session.Type("runs", "watch");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        foreach (var @event in Story.Begun().Failed().Events.Skip(story.Events.Count)) session.Services.MemoryRuns.Add("7k2m9xqd", @event);
        session.Services.MemoryRuns.Owners.Clear();
        (await watching).ShouldBe(1);
        session.Error.ShouldContain("test/plan-app failed");
        session.Output.ShouldContain("gw runs retry 7k2m9xqd");
    }
}

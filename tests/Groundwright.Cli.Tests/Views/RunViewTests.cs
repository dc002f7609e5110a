using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Live;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Tests.Views;

public class RunViewTests
{
    private static async Task Play(Func<IRunView> make, Story story)
    {
        await using var view = make();
        view.Begin(null);
        for (var i = 0; i < story.Events.Count; i++) view.OnEvent(story.Events[i], Folding.Fold([.. story.Events.Take(i + 1)]));
        view.OnLine("test.1/plan/app", new OutputLine(false, "Plan: 2 to add"));
    }

    [Fact]
    public async Task Without_a_terminal_every_event_is_a_line()
    {
        using var output = new StringWriter();
        await Play(() => new PlainRunView(output, TimeZoneInfo.Utc, colour: false, lines: true), Story.Begun().Failed());
        GoldenFile.ShouldMatch(output.ToString(), "run-plain");
    }

    [Fact]
    public async Task Programs_get_the_events_of_the_journal_and_the_lines()
    {
        using var output = new StringWriter();
        var story = Story.Begun().Failed();
        await Play(() => new JsonRunView(output, new StillClock(Story.Start)), story);
        var objects = output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        objects.Count.ShouldBe(story.Events.Count + 1);
        objects[0].GetProperty("type").GetString().ShouldBe("run-started");
        objects[^1].GetProperty("type").GetString().ShouldBe("line");
        objects[^1].GetProperty("text").GetString().ShouldBe("Plan: 2 to add");
    }

    [Fact]
    public async Task The_first_line_for_programs_says_which_run_it_is()
    {
        using var output = new StringWriter();
        await using (var view = new JsonRunView(output, new StillClock(Story.Start))) view.Begin(Folding.Fold(Story.Begun().Events));
        using var json = JsonDocument.Parse(output.ToString());
        json.RootElement.GetProperty("type").GetString().ShouldBe("run-started");
        json.RootElement.GetProperty("runId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void What_a_tool_says_in_its_own_format_is_shown_as_its_sentence()
    {
        ToolLine.Readable("""{"@level":"info","@message":"app: Creating...","type":"apply_start"}""").ShouldBe("app: Creating...");
        foreach (var other in (string[])["""{"@level":"info"}""", """{"@level":"info","@message":3}""", """{"@level":""", "Creating...", ""]) ToolLine.Readable(other).ShouldBe(other);
    }

    [Fact]
    public void A_line_of_the_live_view_never_leaves_the_terminal()
    {
        var line = new Line().Add("  mark ").Add("a long word").Add("   ");
        Text(line.Within(80)).ShouldBe("  mark a long word");
        Text(line.Within(18)).ShouldBe("  mark a long word");
        Text(line.Within(17)).ShouldBe("  mark a long wo…");
        Text(line.Within(5)).ShouldBe("  ma…");
        static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Text));
    }

    [Fact]
    public async Task The_live_view_ends_with_the_last_state_on_the_screen()
    {
        using var output = new StringWriter();
        var console = LiveConsole.On(output, colour: true, 80);
        await Play(() => new LiveRunView(console, new StillClock(Story.Start.AddMinutes(5)), 80, "hint"), Story.Begun().Failed());
        var last = output.ToString();
        last.ShouldContain("terraform plan of app failed");
        last.ShouldContain("hint");
        last.ShouldEndWith("\u001b[?25h", Case.Sensitive, "the cursor must be shown again");
    }
}

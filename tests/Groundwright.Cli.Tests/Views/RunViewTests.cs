using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Live;
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

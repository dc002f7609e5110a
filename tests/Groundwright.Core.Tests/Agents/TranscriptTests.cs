using System.Text.Json;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Agents;

[Covers("A11")]
public sealed class TranscriptTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    }

    private Transcript Open(string purpose = "implement", string prompt = "do it", long limit = Transcript.DefaultLimit) => Transcript.Open(
        folder["build"],
        new AgentTask { RunId = "7k2m9xqd", Phase = "build", Purpose = purpose, Prompt = prompt, Directory = "/tree", Limits = AgentLimits.Default },
        text => text.Replace("hunter2", "***", StringComparison.Ordinal),
        new Noon(),
        limit);

    private string Read(string file) => File.ReadAllText(folder["build", file]);

    private List<JsonElement> Events() => [.. Read("raw_output.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public void Everything_is_written_down_with_its_time()
    {
        using (var transcript = Open())
        {
            transcript.Event(new AgentOutput(true, "a \"line\" 世\nwith two"));
            transcript.Event(new AgentMessage("hello"));
            transcript.Event(new AgentToolUse("Edit", "{}"));
            transcript.Event(new AgentFileChange("infra/main.tf"));
            transcript.Event(new AgentDenied("curl"));
            transcript.Outcome(new AgentOutcome(null, new AgentUsage(41000, 0.52m, null, TimeSpan.FromSeconds(2)), ""));
        }

        Read("prompt.md").ShouldBe("do it\n");
        var events = Events();
        events.Select(e => e.GetProperty("type").GetString()).ShouldBe(["output", "message", "tool", "file", "denied", "ended"]);
        events.ShouldAllBe(e => e.GetProperty("time").GetString() == "2026-11-20T12:00:00.000Z" && e.GetProperty("purpose").GetString() == "implement");
        events[0].GetProperty("text").GetString().ShouldBe("a \"line\" 世\nwith two");
        events[5].GetProperty("usd").GetDecimal().ShouldBe(0.52m);
        events[5].GetProperty("turns").ValueKind.ShouldBe(JsonValueKind.Null);
        Read("execution.log").ShouldContain("2026-11-20T12:00:00.000Z was refused: curl\n");
    }

    [Fact]
    [Covers("T3")]
    public void Secrets_are_masked_in_every_file()
    {
        using (var transcript = Open(prompt: "the password is hunter2"))
        {
            foreach (var @event in new AgentEvent[] { new AgentOutput(false, "hunter2"), new AgentMessage("hunter2"), new AgentToolUse("hunter2", "hunter2"), new AgentFileChange("hunter2"), new AgentDenied("hunter2") })
                transcript.Event(@event);
            transcript.Log("hunter2");
            transcript.Outcome(new AgentOutcome(Problem.Of(AgentProblems.Failed, "hunter2"), new AgentUsage(null, null, null, TimeSpan.Zero), "hunter2"));
        }

        foreach (var file in new[] { "prompt.md", "raw_output.jsonl", "execution.log" })
        {
            Read(file).ShouldNotContain("hunter2");
            Read(file).ShouldContain("***");
        }
    }

    [Fact]
    public void A_second_purpose_follows_under_its_own_line()
    {
        using (var first = Open()) first.Event(new AgentMessage("one"));
        using (var second = Open("fix-1", "mend it")) second.Event(new AgentMessage("two"));

        Read("prompt.md").ShouldBe("do it\n\n---\n\n<!-- fix-1, 2026-11-20T12:00:00.000Z -->\n\nmend it\n");
        Events().Select(e => e.GetProperty("purpose").GetString()).ShouldBe(["implement", "fix-1"]);
    }

    [Fact]
    public void A_line_that_a_crash_tore_is_ended_before_the_next()
    {
        Directory.CreateDirectory(folder["build"]);
        File.WriteAllText(folder["build", "raw_output.jsonl"], "{\"time\":\"20");
        using (var transcript = Open()) transcript.Event(new AgentMessage("one"));

        Read("raw_output.jsonl").Split('\n')[0].ShouldBe("{\"time\":\"20");
        JsonDocument.Parse(Read("raw_output.jsonl").Split('\n')[1]).RootElement.GetProperty("text").GetString().ShouldBe("one");
    }

    [Fact]
    public void Past_the_limit_it_says_once_that_it_was_cut()
    {
        using (var transcript = Open(limit: 4096))
            for (var line = 0; line < 1000; line++) transcript.Event(new AgentOutput(false, "again and again"));
        Events()[^1].GetProperty("type").GetString().ShouldBe("cut");
        Events().Count(e => e.GetProperty("type").GetString() == "cut").ShouldBe(1);

        using (var later = Open("fix-1", limit: 4096))
            for (var line = 0; line < 1000; line++) later.Event(new AgentOutput(false, "again and again"));
        new FileInfo(folder["build", "raw_output.jsonl"]).Length.ShouldBeLessThan(4096 + 200);
    }

    [Fact]
    [Covers("U2")]
    public void A_link_in_the_place_of_a_file_is_replaced_and_not_followed()
    {
        var outside = folder.Write("outside.txt", "keep");
        Directory.CreateDirectory(folder["build"]);
        File.CreateSymbolicLink(folder["build", "execution.log"], outside);

        using (var transcript = Open()) transcript.Log("something");

        File.ReadAllText(outside).ShouldBe("keep");
        Read("execution.log").ShouldContain("something");
    }

    [Fact]
    public void Events_from_many_threads_stay_whole_lines()
    {
        using (var transcript = Open())
            Parallel.For(0, 2000, number => transcript.Event(new AgentOutput(number % 2 == 0, $"line {number} {new string('x', number % 300)}")));

        Events().Count.ShouldBe(2000);
    }

    [Fact]
    public void A_disk_that_is_full_does_not_stop_the_work()
    {
        Needs.Linux();
        using var file = new TranscriptFile("/dev/full", 1024, () => "cut");

        Should.NotThrow(() => file.Write("line"));
        Should.NotThrow(() => file.Write("line"));
    }
}

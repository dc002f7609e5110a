using Groundwright.Adapters.Agents;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F4")]
public sealed class ReplayAgentTests : IDisposable
{
    private readonly AgentBench bench = new();

    public void Dispose() => bench.Dispose();

    private Dictionary<string, string> Facts { get; } = new() { ["issue"] = "12", ["id"] = "7k2m9xqd", ["spec"] = "specs/low-level/issue-12-7k2m9xqd-{{id}}.md" };

    [Fact]
    public async Task It_writes_deletes_answers_and_says_that_it_is_a_recording()
    {
        bench.Write("recording/build/implement/files/infra/bucket-{{issue}}.tf", "# run {{id}}, {{other}}\n");
        bench.Write("recording/build/implement/files/{{spec}}", "spec of {{issue}}");
        bench.Write("recording/build/implement/delete.txt", "# old things\n\nold-{{issue}}.tf\nnever-there.tf\n");
        bench.Write("recording/build/implement/answer.json", "{\"issue\":\"{{issue}}\"}");
        bench.Write("recording/build/implement/message.txt", "Done with {{issue}}.\n");
        bench.Write("recording/build/implement/usage.json", "{ \"tokens\": 41000, \"usd\": 0.52, \"turns\": 3, \"seconds\": 130.5 }");
        File.WriteAllText(bench.InTree("old-12.tf"), "");
        bench.Task = bench.Task with { AnswerFile = ".groundwright-answer.json", Facts = Facts };

        var outcome = await bench.Replay();

        outcome.ShouldBe(new AgentOutcome(null, new AgentUsage(41000, 0.52m, 3, TimeSpan.FromSeconds(130.5)), "Done with 12."));
        bench.Read("infra/bucket-12.tf").ShouldBe("# run 7k2m9xqd, {{other}}\n");
        bench.Read("specs/low-level/issue-12-7k2m9xqd-{{id}}.md").ShouldBe("spec of 12");
        bench.Read(".groundwright-answer.json").ShouldBe("{\"issue\":\"12\"}");
        File.Exists(bench.InTree("old-12.tf")).ShouldBeFalse();
        bench.Events[0].ShouldBeOfType<AgentMessage>().Text.ShouldStartWith("recorded agent: ");
        bench.Events[^1].ShouldBe(new AgentMessage("Done with 12."));
        bench.Events.ShouldContain(new AgentFileChange("infra/bucket-12.tf"));
    }

    [Fact]
    public async Task Without_an_own_folder_the_default_of_the_phase_is_played()
    {
        bench.Write("recording/build/default/files/a.txt", "default");
        bench.Task = bench.Task with { Purpose = "fix-2" };

        (await bench.Replay()).Problem.ShouldBeNull();

        bench.Read("a.txt").ShouldBe("default");
    }

    [Fact]
    public async Task What_is_not_recorded_is_a_problem_that_names_the_folders()
    {
        var outcome = await bench.Replay();

        outcome.Problem!.Code.ShouldBe(AgentProblems.NotRecorded);
        outcome.Problem.Detail!.ShouldContain("recording/build/implement");
        outcome.Problem.Detail!.ShouldContain("recording/build/default");
    }

    [Fact]
    public async Task Bytes_that_are_not_text_and_programs_are_taken_over_as_they_are()
    {
        byte[] image = [0x89, 0x50, 0xff, 0xfe, .. "{{id}}"u8];
        File.WriteAllBytes(bench.Write("recording/build/implement/files/logo.png", ""), image);
        var tool = bench.Write("recording/build/implement/files/bin/check", "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        bench.Task = bench.Task with { Facts = Facts };

        await bench.Replay();

        File.ReadAllBytes(bench.InTree("logo.png")).ShouldBe(image);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(bench.InTree("bin/check")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_not_recorded_of_the_usage_is_unknown()
    {
        bench.Write("recording/build/implement/usage.json", "{ \"turns\": 2 }");

        var usage = (await bench.Replay()).Usage;

        usage.Turns.ShouldBe(2);
        usage.Tokens.ShouldBeNull();
        usage.Usd.ShouldBeNull();
    }

    [Theory]
    [InlineData("{ \"tokens\": \"many\" }")]
    [InlineData("{ \"token\": 1 }")]
    [InlineData("{ \"seconds\": 1e300 }")]
    [InlineData("{")]
    public async Task A_wrong_usage_is_a_problem_and_nothing_is_changed(string usage)
    {
        bench.Write("recording/build/implement/files/a.txt", "a");
        bench.Write("recording/build/implement/usage.json", usage);

        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.RecordingRefused);

        Directory.EnumerateFileSystemEntries(bench.Tree).ShouldBeEmpty();
    }

    [Fact]
    public void It_needs_a_recording_inside_the_repository()
    {
        Should.Throw<GroundwrightException>(() => Create(null)).Problem.Code.ShouldBe(AgentProblems.Misconfigured);
        foreach (var outside in new[] { "../elsewhere", "/etc", "a/../../b" })
            Should.Throw<GroundwrightException>(() => Create(outside)).Problem.Code.ShouldBe(AgentProblems.PathRefused);
        Create("samples/recording/").Name.ShouldBe("replay");
    }

    private ReplayAgent Create(string? recording) =>
        ReplayAgent.Create(new AgentSettings { Recording = recording }, new AgentPlace(bench.Root), TimeProvider.System);
}

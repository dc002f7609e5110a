using System.Text;
using Groundwright.Adapters.Agents;
using Groundwright.Core.Agents;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F4")]
public sealed class CommandAgentTests : IDisposable
{
    private readonly AgentBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task It_edits_the_tree_and_what_it_says_is_heard_line_by_line()
    {
        var outcome = await bench.Script("mkdir -p infra; echo 'resource {}' > infra/main.tf; echo one; echo two; echo oops >&2");

        outcome.Problem.ShouldBeNull();
        outcome.Text.ShouldBe("one\ntwo");
        bench.Read("infra/main.tf").ShouldBe("resource {}\n");
        bench.Events.OfType<AgentOutput>().Where(line => !line.IsError).Select(line => line.Line).ShouldBe(["one", "two"]);
        bench.Events.ShouldContain(new AgentOutput(true, "oops"));
    }

    [Fact]
    public async Task What_it_cost_is_unknown_and_not_zero()
    {
        var outcome = await bench.Script("true");

        outcome.Usage.Tokens.ShouldBeNull();
        outcome.Usage.Usd.ShouldBeNull();
        outcome.Usage.Turns.ShouldBeNull();
    }

    [Fact]
    public async Task A_large_prompt_arrives_whole_on_standard_input()
    {
        var prompt = string.Concat(Enumerable.Repeat("Grüße, 世界 🌍 {{x}} $(id) `id`\n", 40_000));
        Encoding.UTF8.GetByteCount(prompt).ShouldBeGreaterThan(1024 * 1024);
        bench.Task = bench.Task with { Prompt = prompt };

        (await bench.Script("cat > got.txt")).Problem.ShouldBeNull();

        File.ReadAllBytes(bench.InTree("got.txt")).ShouldBe(Encoding.UTF8.GetBytes(prompt));
    }

    [Fact]
    public async Task A_program_that_does_not_read_its_prompt_is_fine()
    {
        bench.Task = bench.Task with { Prompt = new string('x', 4 * 1024 * 1024) };

        (await bench.Script("exec <&-; echo done > done.txt")).Problem.ShouldBeNull();

        bench.Read("done.txt").ShouldBe("done\n");
    }

    [Fact]
    public async Task It_is_told_what_it_works_for()
    {
        bench.Task = bench.Task with { AnswerFile = ".answer/review.json", Model = "opus", Facts = new Dictionary<string, string> { ["spec"] = "specs/x.md" } };

        await bench.Script("mkdir -p .answer; printf '%s\\n' \"$GROUNDWRIGHT_RUN\" \"$GROUNDWRIGHT_PHASE\" \"$GROUNDWRIGHT_PURPOSE\" \"$GROUNDWRIGHT_ANSWER\" \"$GROUNDWRIGHT_MODEL\" \"$GROUNDWRIGHT_SPEC\"; echo '{}' > \"$GROUNDWRIGHT_ANSWER\"");

        bench.Events.OfType<AgentOutput>().Select(line => line.Line)
            .ShouldBe(["7k2m9xqd", "build", "implement", bench.InTree(".answer/review.json"), "opus", "specs/x.md"]);
        bench.Read(".answer/review.json").ShouldBe("{}\n");
    }

    [Fact]
    public async Task An_answer_of_an_earlier_attempt_is_gone_before_it_starts()
    {
        bench.Task = bench.Task with { AnswerFile = "answer.json" };
        File.WriteAllText(bench.InTree("answer.json"), "{\"success\":true}");

        (await bench.Script("true")).Problem.ShouldBeNull();

        File.Exists(bench.InTree("answer.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_file_that_is_a_link_is_an_outcome_and_its_goal_is_untouched()
    {
        var outside = bench.Write("outside.json", "keep");
        File.CreateSymbolicLink(bench.InTree("answer.json"), outside);
        bench.Task = bench.Task with { AnswerFile = "answer.json" };

        var outcome = await bench.Script("echo '{}' > \"$GROUNDWRIGHT_ANSWER\"");

        outcome.Problem!.Code.ShouldBe(AgentProblems.PathRefused);
        File.ReadAllText(outside).ShouldBe("keep");
    }

    [Fact]
    public async Task An_exit_code_is_a_problem_with_the_last_lines()
    {
        var outcome = await bench.Script("seq 1 50; printf 'no \\033[31mkey\\n'; exit 3");

        outcome.Problem!.Code.ShouldBe(AgentProblems.Failed);
        outcome.Problem.Summary.ShouldContain("exit code 3");
        outcome.Problem.Detail!.ShouldContain("50");
        outcome.Problem.Detail!.ShouldContain("no [31mkey");
        outcome.Problem.Detail!.ShouldNotContain("\u001b");
        outcome.Problem.Detail!.ShouldNotContain("\n  7\n");
        outcome.Problem.Remedies.ShouldContain(remedy => remedy.Command == "gw runs retry 7k2m9xqd");
    }

    [Fact]
    public async Task Work_outside_the_tree_does_not_count_as_work()
    {
        var outcome = await bench.Script("echo escaped > ../outside.txt");

        var changed = Directory.EnumerateFiles(bench.Tree, "*", SearchOption.AllDirectories).ToList();
        var verdict = AgentJudgement.Judge(bench.Task, new AgentExpectation { Change = true }, new AgentEvidence { Outcome = outcome, Changed = changed });

        outcome.Problem.ShouldBeNull();
        verdict.Problem!.Code.ShouldBe(AgentProblems.NothingChanged);
    }

    [Fact]
    public async Task A_program_that_is_not_installed_is_an_outcome()
    {
        var agent = CommandAgent.Create(
            new() { Command = ["./bin/nowhere"] }, new AgentPlace(bench.Root), RecordingRunner.Real, AgentBench.OpenGround);

        var outcome = await bench.Work(agent, CancellationToken.None);

        outcome.Problem!.Code.Id.ShouldBe("GW3001");
        outcome.Problem.Summary.ShouldContain(Path.Combine(bench.Root, "bin/nowhere"));
    }

    [Fact]
    [Covers("T5")]
    public async Task A_program_given_with_a_folder_is_that_of_the_checkout_and_not_one_in_the_tree()
    {
        bench.Write("bin/agent", "#!/bin/sh\necho checkout\n");
        bench.Write("trees/7k2m9xqd/bin/agent", "#!/bin/sh\necho tree\n");
        foreach (var path in new[] { Path.Combine(bench.Root, "bin/agent"), bench.InTree("bin/agent") })
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var agent = CommandAgent.Create(new() { Command = ["./bin/agent"] }, new AgentPlace(bench.Root), RecordingRunner.Real, AgentBench.OpenGround);

        (await bench.Work(agent, CancellationToken.None)).Text.ShouldBe("checkout");
    }

    [Fact]
    public async Task Only_the_end_of_a_long_output_is_kept()
    {
        var outcome = await bench.Script("seq 1 200000");

        Encoding.UTF8.GetByteCount(outcome.Text).ShouldBeLessThanOrEqualTo(64 * 1024);
        outcome.Text.ShouldEndWith("\n200000");
        bench.Events.Count.ShouldBe(200000);
    }

    [Fact]
    public void A_line_longer_than_the_tail_is_cut_between_characters()
    {
        var tail = new OutputTail(1024);
        tail.Add(new OutputLine(false, string.Concat(Enumerable.Repeat("🌍", 100_000))));

        tail.StandardOutput.Length.ShouldBeInRange(1, 1024);
        char.IsHighSurrogate(tail.StandardOutput[0]).ShouldBeTrue();
    }
}

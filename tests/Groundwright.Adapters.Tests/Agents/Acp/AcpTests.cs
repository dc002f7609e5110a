using Groundwright.Core.Agents;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>Work by the Agent Client Protocol, with an agent that plays steps.</summary>
[Covers("F4")]
public sealed class AcpTests : IDisposable
{
    private readonly AcpBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task It_edits_the_tree_and_tells_what_it_does()
    {
        var outcome = await bench.Play("say I write it.", "write main.tf resource {}", "plan all of it", "say It is written.", "stop end_turn 42");

        outcome.Problem.ShouldBeNull(outcome.Problem?.Detail);
        outcome.Text.ShouldBe("It is written.");
        outcome.Usage.Tokens.ShouldBe(42);
        outcome.Usage.Usd.ShouldBeNull("what an unknown agent says of money is not believed");
        File.ReadAllText(bench.InTree("main.tf")).ShouldBe("resource {}");
        bench.Events.Where(seen => seen is not (AgentRaw or AgentUsed or AgentOutput)).ShouldBe(
        [
            new AgentMessage("I write it."), new AgentToolUse("edit", "Write main.tf"), new AgentFileChange("main.tf"), new AgentMessage("[x] all of it"), new AgentMessage("It is written."),
        ]);
        bench.Judge(outcome, "main.tf").Problem.ShouldBeNull();
    }

    [Fact]
    public async Task What_nobody_knows_is_kept_and_means_nothing()
    {
        (await bench.Play("odd", "say Done.")).Problem.ShouldBeNull();

        bench.Events.OfType<AgentRaw>().ShouldContain(raw => raw.Line.Contains("hologram"));
        bench.Events.OfType<AgentRaw>().ShouldContain(new AgentRaw("not JSON at all"));
        bench.Events.OfType<AgentMessage>().ShouldBe([new AgentMessage("Done.")]);
    }

    [Theory]
    [InlineData("fs/read_text_file")]
    [InlineData("fs/write_text_file")]
    [InlineData("terminal/create")]
    [InlineData("vendor/anything")]
    public async Task What_it_asks_of_us_is_not_offered(string method) => (await bench.Play($"request {method}")).Text.ShouldBe("-32601");

    [Fact]
    public async Task A_word_that_it_is_done_without_a_change_does_not_count() =>
        bench.Judge(await bench.Play("say All is done.")).Problem!.Code.ShouldBe(AgentProblems.NothingChanged);

    [Fact]
    public async Task One_that_stays_after_its_answer_is_ended_and_the_answer_counts()
    {
        var outcome = await bench.Play("write a.txt x", "say Done.", "stay");

        outcome.Problem.ShouldBeNull();
        outcome.Text.ShouldBe("Done.");
    }

    [Fact]
    public async Task A_message_longer_than_a_line_of_output_is_read_whole()
    {
        var text = new string('x', 100_000);

        (await bench.Play($"write long.txt {text}", "say Done.")).Problem.ShouldBeNull();

        bench.Events.OfType<AgentFileChange>().ShouldBe([new AgentFileChange("long.txt")]);
    }

    [Fact]
    public async Task After_a_passing_fault_it_goes_on_in_its_own_session()
    {
        var outcome = await bench.Play("say I am here.", "once -32603 API Error: 529 overloaded", "write a.txt x", "stop end_turn 7");

        outcome.Problem.ShouldBeNull(outcome.Problem?.Detail);
        File.Exists(bench.InTree("a.txt")).ShouldBeTrue();
        bench.Events.OfType<AgentMessage>().ShouldContain(message => message.Text.Contains("goes on in"));
        bench.Events.OfType<AgentMessage>().ShouldNotContain(message => message.Text.Contains("long ago"), "its history is told again, and is no news");
        bench.Events.OfType<AgentRaw>().ShouldContain(raw => raw.Line.Contains("long ago"));
        outcome.Usage.Tokens.ShouldBeNull("what the part that failed used is not known");
    }

    [Fact]
    public async Task One_that_forgets_its_sessions_is_not_called_again()
    {
        var outcome = await bench.Play("forgets", "once -32603 API Error: 529 overloaded", "write a.txt x");

        outcome.Problem!.Code.ShouldBe(AgentProblems.Overloaded);
        outcome.Usage.Tokens.ShouldBeNull();
    }
}

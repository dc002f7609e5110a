using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Tests.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery;

[Covers("A14")]
public sealed class RunBudgetTests
{
    private static readonly AgentSettings FiveDollars = new() { Usd = 5, Tokens = 1000 };

    [Fact]
    public void What_is_left_is_what_no_phase_has_spent()
    {
        var limits = RunBudget.Next(FiveDollars with { Turns = 7, Minutes = 3 }, After(Spent("plan.1/spec", 100, 1.25m), Spent("build.1/implement", 200, 2m)));

        limits.Usd.ShouldBe(1.75m);
        limits.Turns.ShouldBe(7);
        limits.WallClock.ShouldBe(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void Without_a_limit_nothing_is_counted() =>
        RunBudget.Next(new AgentSettings(), After(Spent("plan.1/spec", null, null))).Usd.ShouldBeNull();

    [Theory]
    [InlineData(10, 5.0, "5 of the 5 US dollars")]
    [InlineData(1001, 0.1, "1001 of the 1000 tokens")]
    public void A_budget_that_is_used_up_ends_the_run_before_the_next_piece_of_work(long tokens, double usd, string words)
    {
        var problem = Refused(After(Spent("plan.1/spec", tokens, (decimal)usd)));

        problem.Code.ShouldBe(AgentProblems.BudgetUsed);
        problem.Summary.ShouldContain(words);
    }

    [Fact]
    public void A_cost_that_is_unknown_is_not_taken_for_nothing()
    {
        var problem = Refused(After(Spent("plan.1/spec", 10, 1m), Spent("build.1/implement", 10, null)));

        problem.Code.ShouldBe(AgentProblems.CostUnknown);
        problem.Detail!.ShouldContain("At least 1 US dollars");
        problem.Remedies[0].Command.ShouldBe($"gw runs retry {StoreFolder.Id}");
    }

    [Fact]
    public void A_person_who_asks_again_lets_it_go_on_with_what_is_known()
    {
        var limits = RunBudget.Next(FiveDollars, After(Spent("build.1/implement", 10, null), Asked(), Spent("build.1/implement", 10, 2m)));

        limits.Usd.ShouldBe(3m);
    }

    [Fact]
    public void A_sum_with_an_unknown_part_is_unknown()
    {
        Spending.Of([Spent("a", 1, 1m), Spent("b", 2, null)]).ShouldBe(new Spending(3, null, 2));
        Spending.Of([]).ShouldBeNull();
    }

    private static Problem Refused(RunState state) => Should.Throw<GroundwrightException>(() => RunBudget.Next(FiveDollars, state)).Problem;

    private static RunState After(params RunEvent[] events) =>
        RunFold.Of([StoreFolder.Started(), .. new[] { Asked() }.Concat(events).Select((fact, i) => fact with { Sequence = i + 2 })]);

    private static RunEvent Asked() => new WorkRequested("sdlc", ["plan"], new Actor("ada", "os-user"), new Dictionary<string, string>());

    private static AgentSpent Spent(string key, long? tokens, decimal? usd) => new(key, tokens, usd, 1);
}

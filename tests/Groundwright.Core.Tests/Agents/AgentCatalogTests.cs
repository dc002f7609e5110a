using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Agents;

[Covers("F4")]
public sealed class AgentCatalogTests
{
    private static readonly AgentPlace Place = new("/repository");
    private readonly AgentCatalog catalog = new([new AgentRegistration("echo", (settings, place) => new Echo(place.RepositoryRoot))]);

    private sealed record Echo(string Name) : IAgent
    {
        public Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken) =>
            Task.FromResult(new AgentOutcome(null, new AgentUsage(null, null, null, TimeSpan.Zero), task.Prompt));
    }

    [Fact]
    public void A_person_is_no_agent() => catalog.Create(new AgentSettings(), Place).ShouldBeNull();

    [Fact]
    public void A_registered_agent_is_made_for_its_place() => catalog.Create(new AgentSettings { Use = "echo" }, Place)!.Name.ShouldBe("/repository");

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var problem = Should.Throw<GroundwrightException>(() => catalog.Create(new AgentSettings { Use = "clippy" }, Place)).Problem;

        problem.Code.ShouldBe(AgentProblems.Unknown);
        problem.Detail!.ShouldContain("manual, echo");
    }

    [Fact]
    public void Each_problem_code_is_used_once()
    {
        var codes = typeof(AgentProblems).GetFields().Select(field => ((ProblemCode)field.GetValue(null)!).Id).ToList();

        codes.ShouldBeUnique();
        codes.ShouldAllBe(code => code.StartsWith("GW15", StringComparison.Ordinal));
    }
}

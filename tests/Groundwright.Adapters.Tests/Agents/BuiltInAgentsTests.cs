using Groundwright.Adapters.Agents;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F4")]
public sealed class BuiltInAgentsTests
{
    private static readonly AgentPlace Place = new(Path.GetTempPath());

    [Fact]
    public void The_catalog_makes_what_it_names()
    {
        var catalog = BuiltInAgents.Catalog(RecordingRunner.Real, AgentBench.OpenGround, TimeProvider.System);

        catalog.Names.ShouldBe(AgentNames.Known);
        catalog.Create(new AgentSettings(), Place).ShouldBeNull();
        catalog.Create(new AgentSettings { Use = "command", Command = ["true"] }, Place)!.Name.ShouldBe("command");
        catalog.Create(new AgentSettings { Use = "replay", Recording = "recording" }, Place)!.Name.ShouldBe("replay");
    }
}

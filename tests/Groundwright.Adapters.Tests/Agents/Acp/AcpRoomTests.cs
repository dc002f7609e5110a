using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Adapters.Tests.Sandbox;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>The dialogue goes through the door of a real room.</summary>
[Covers("F4", "U4")]
public sealed class AcpRoomTests : IDisposable
{
    private const string KeyVariable = "CODEX_API_KEY";

    private readonly RoomBench room = new();

    public AcpRoomTests() => Environment.SetEnvironmentVariable(KeyVariable, "the real one");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        room.Dispose();
    }

    [Fact]
    public async Task It_works_and_may_run_programs_and_does_not_get_out()
    {
        var events = new List<AgentEvent>();

        var outcome = await Work(events, "write inside.txt x", "ask execute make", $"write {room.Outside}/escaped.txt x");

        File.ReadAllText(room.InTree("inside.txt")).ShouldBe("x");
        events.ShouldContain(new AgentFileChange("inside.txt"));
        events.OfType<AgentDenied>().ShouldBeEmpty();
        outcome.Problem!.Code.ShouldBe(AgentProblems.Failed, "the last file cannot be written");
        File.Exists(Path.Combine(room.Outside, "escaped.txt")).ShouldBeFalse();
    }

    private Task<AgentOutcome> Work(List<AgentEvent> events, params string[] steps)
    {
        var settings = new AgentSettings { Use = "acp", Command = [StubTool.Path, "acp", .. steps], Environment = [KeyVariable] };
        var parts = new CodingCliParts(RecordingRunner.Real, room.Sandbox, TimeProvider.System, Environment.GetEnvironmentVariable) { Pause = TimeSpan.Zero };
        var agent = CodingCliAgent.Create(AnyAcp.Of(settings, new AgentPlace(room.Tree)), settings, parts, []);
        using var bench = new AgentBench();
        return agent.Work(bench.Task with { Directory = room.Tree, Limits = AgentLimits.Default with { Silence = TimeSpan.FromSeconds(10) } }, events.Add, TestContext.Current.CancellationToken);
    }
}

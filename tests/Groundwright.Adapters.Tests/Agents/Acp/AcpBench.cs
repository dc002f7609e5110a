using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>A tree, and a scripted agent of the protocol: a process of its own that refuses what real ones refuse.</summary>
internal sealed class AcpBench : IDisposable
{
    private readonly AgentBench bench = new();

    internal AgentTask Task
    {
        get => bench.Task;
        set => bench.Task = value;
    }

    internal List<AgentEvent> Events => bench.Events;

    /// <summary>Whether the room says that it keeps the agent in.</summary>
    internal bool Confined { get; init; }

    internal IEnumerable<string> Denied => Events.OfType<AgentDenied>().Select(denied => denied.What);

    internal string InTree(string path) => bench.InTree(path);

    internal Task<AgentOutcome> Play(params string[] steps) => PlayUntil(TestContext.Current.CancellationToken, steps);

    internal Task<AgentOutcome> PlayUntil(CancellationToken cancellationToken, params string[] steps) => bench.Work(Agent(steps), cancellationToken);

    /// <summary>What our own rules say about work that had to write a file.</summary>
    internal AgentVerdict Judge(AgentOutcome outcome, params string[] changed) => AgentJudgement.Judge(Task, new AgentExpectation { Change = true }, new AgentEvidence
    {
        Outcome = outcome,
        Denials = [.. Denied],
        Changed = changed,
    });

    public void Dispose() => bench.Dispose();

    private CodingCliAgent Agent(string[] steps)
    {
        var settings = new AgentSettings { Use = "acp", Command = [StubTool.Path, "acp", .. steps] };
        var parts = new CodingCliParts(RecordingRunner.Real, Confined ? new Holding() : AgentBench.OpenGround, TimeProvider.System, Environment.GetEnvironmentVariable) { Pause = TimeSpan.Zero };
        return CodingCliAgent.Create(AnyAcp.Of(settings, new AgentPlace(bench.Root)), settings, parts, AnyAcp.Unkept("acp", settings));
    }

    /// <summary>Open ground that says it is none.</summary>
    private sealed class Holding : ISandbox
    {
        public Problem? Absence => null;

        public Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => AgentBench.OpenGround.Open(needs, cancellationToken);
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Groundwright.Adapters.Agents;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.CodingClis;

/// <summary>A tree, a model that plays a script, and a real coding CLI between them.</summary>
internal sealed partial class CliBench : IAsyncDisposable
{
    private readonly AgentBench bench = new();
    private readonly ModelServer server;
    private readonly ICodingCli cli;
    private readonly string bin;

    private CliBench(ICodingCli cli, string bin, ModelServer server)
    {
        (this.cli, this.bin, this.server) = (cli, bin, server);
        bench.Task = bench.Task with { Prompt = "# Task: do it" };
    }

    /// <summary>Folder of what real CLIs printed.</summary>
    internal static string Recordings { get; } = Path.Combine(SourceTree.Root, "tests", "Groundwright.Adapters.Tests", "Agents", "CodingClis", "Recorded");

    internal ModelServer Model => server;

    internal AgentTask Task
    {
        get => bench.Task;
        set => bench.Task = value;
    }

    internal List<AgentEvent> Events => bench.Events;

    internal string Tree => bench.Tree;

    internal string Root => bench.Root;

    /// <summary>Whether the room says that it keeps the CLI in.</summary>
    internal bool Confined { get; init; }

    /// <summary>The model that it works with.</summary>
    internal required ModelPlace Place { get; init; }

    /// <summary>The key that is presented; null: the one the model lets in.</summary>
    internal string? Key { get; init; }

    /// <summary>A mark that the command lines of what its tools start carry.</summary>
    internal string Marker { get; } = $"3{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";

    internal static async Task<CliBench> Start(ICodingCli cli, string bin, ModelScript script, bool confined = false, string? key = null, ModelPlace? place = null) =>
        new(cli, bin, await ModelServer.Start(script)) { Confined = confined, Key = key, Place = place ?? cli.Models[0] };

    internal static JsonObject Input(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Value)));

    internal string InTree(string path) => bench.InTree(path);

    internal string Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InTree(path))!);
        File.WriteAllText(InTree(path), content);
        return InTree(path);
    }

    internal Task<AgentOutcome> Work() => WorkUntil(TestContext.Current.CancellationToken);

    internal Task<AgentOutcome> WorkUntil(CancellationToken cancellationToken) => bench.Work(Agent(), cancellationToken);

    /// <summary>What our own rules say about the work.</summary>
    internal AgentVerdict Judge(AgentOutcome outcome, bool change = false) => AgentJudgement.Judge(Task, new AgentExpectation { Change = change }, new AgentEvidence
    {
        Outcome = outcome,
        Denials = [.. Events.OfType<AgentDenied>().Select(denied => denied.What)],
        Changed = [],
    });

    /// <summary>Processes that carry the mark.</summary>
    internal List<string> Left() => [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Where(Marked)];

    /// <summary>Keeps what was printed as a recording for other tests, when recordings are to be made anew.</summary>
    internal void Record(string name)
    {
        if (Environment.GetEnvironmentVariable("GROUNDWRIGHT_UPDATE") != "1") return;
        Directory.CreateDirectory(Recordings);
        File.WriteAllLines(Path.Combine(Recordings, name), Events.OfType<AgentRaw>().Select(raw => HomeFolder().Replace(raw.Line.Replace(Tree, "/tree", StringComparison.Ordinal), "/home")));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        bench.Dispose();
    }

    private CodingCliAgent Agent()
    {
        var path = $"{bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var ours = new Dictionary<string, string> { ["PATH"] = path, [Place.AddressVariable] = server.Address + Place.Path, [Place.KeyVariables[0]] = "set" };
        var room = new ModelRoom(Key ?? server.Key, Confined);
        return CodingCliAgent.Create(cli, new AgentSettings(), new CodingCliParts(new RecordingRunner(ours), room, TimeProvider.System, ours.GetValueOrDefault) { Pause = TimeSpan.Zero }, []);
    }

    private bool Marked(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(Marker, StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex("/[^\" ]*groundwright-home-[A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex HomeFolder();

    /// <summary>Open ground, with a key of the test's own: that of our environment is one for all tests.</summary>
    private sealed class ModelRoom(string key, bool confines) : ISandbox
    {
        private readonly OpenGround ground = new(Problem.Of(SandboxProblems.Missing, "none"));

        public Problem? Absence => confines ? null : ground.Absence;

        public async Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => new Room(await ground.Open(needs, cancellationToken), key);

        private sealed class Room(ISandboxRoom room, string key) : ISandboxRoom
        {
            public string Home => room.Home;

            public string? ModelAddress => room.ModelAddress;

            public string? ModelKey => key;

            public IReadOnlyCollection<string> Refusals => room.Refusals;

            public Command Enter(Command command) => room.Enter(command);

            public ValueTask DisposeAsync() => room.DisposeAsync();
        }
    }
}

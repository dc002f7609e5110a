using Groundwright.Core.Delivery;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Tests.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

/// <summary>A run whose phases are written in the test. Every drive is a session of its own on the same store, as after a restart.</summary>
internal sealed class EngineBench : IDisposable, IRunObserver
{
    public static readonly Actor Ada = new("ada", "os-user");

    private readonly TemporaryDirectory folder = new();
    private readonly Dictionary<string, Func<IRun, Task>> phases = [];

    public EngineBench(params (string Name, Func<IRun, Task> Body)[] script)
    {
        foreach (var (name, body) in script) phases[name] = body;
        Tree = new FolderRepository(folder["tree"]);
        using var journal = Store.Create(StoreFolder.Started());
        journal.Append(new WorkRequested("script", [.. script.Select(phase => phase.Name)], Ada, new Dictionary<string, string>()));
    }

    public string Git => folder.Path;

    public FolderRepository Tree { get; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IEffectLauncher Launcher { get; set; } = new EffectHostLauncher(StubTool.Path, ["host"], new Leftovers(TimeProvider.System));

    public Dictionary<string, string> Renamed { get; } = [];

    public Func<string, string> Mask { get; set; } = text => text;

    /// <summary>Called for every event, on the thread of the engine.</summary>
    public Action<RunEvent> Seen { get; set; } = _ => { };

    public List<string> Lines { get; } = [];

    public FileRunStore Store => new(Git, Time, text => Mask(text), RunSummaries.Of);

    public string Directory => Store.DirectoryOf(StoreFolder.Id);

    public IReadOnlyList<RunEvent> Events => Store.Read(StoreFolder.Id);

    public RunState State => RunFold.Of(Events);

    public string this[string file] => folder[file];

    /// <summary>Another version of a phase, for the next drive.</summary>
    public void Rewrite(string name, Func<IRun, Task> body) => phases[name] = body;

    public Task<RunState> Drive() => Go(new DriveOptions(), CancellationToken.None);

    public Task<RunState> DriveWith(DriveOptions options) => Go(options, CancellationToken.None);

    /// <summary>Drives until the token says that this process is to end.</summary>
    public Task<RunState> DriveUntil(CancellationToken shutdown) => Go(new DriveOptions(), shutdown);

    /// <summary>As <c>gw runs retry</c> does.</summary>
    public Task<RunState> Retry()
    {
        Append(new WorkRequested("script", State.Remaining, Ada, new Dictionary<string, string> { [Occurrences.Retry] = "yes" }));
        return Drive();
    }

    public void Append(RunEvent fact)
    {
        using var journal = Store.Open(StoreFolder.Id);
        journal.Append(fact);
    }

    public void Post(InboxMessage message) => Store.Post(StoreFolder.Id, message);

    public void Answer(bool approved, string? subject = null, Actor? actor = null, string? gate = null, int? option = null) =>
        Post(new AnswerGate(gate, approved, "because", subject) { Actor = actor ?? Ada, Option = option });

    public void Cancel(bool force = false) => Post(new CancelRun("enough", force) { Actor = Ada });

    public void OnEvent(RunEvent @event, RunState state) => Seen(@event);

    public void OnLine(string stepKey, OutputLine line)
    {
        lock (Lines) Lines.Add(line.Text);
    }

    public void Dispose() => folder.Dispose();

    private async Task<RunState> Go(DriveOptions options, CancellationToken shutdown)
    {
        using var session = new RunSession(Store.Open(StoreFolder.Id), this, Time);
        var services = new EngineServices(Tree, Launcher, new StepAliases(Renamed), text => Mask(text));
        return await new RunLoop(session, services, name => new ScriptedPhase(name, phases[name]), options).Drive(shutdown);
    }

    private sealed record ScriptedPhase(string Name, Func<IRun, Task> Body) : IPhase
    {
        public IReadOnlyList<string> Needs => [];

        public async Task<PhaseResult> Run(IRun run)
        {
            await Body(run);
            return new PhaseResult("done", new Dictionary<string, string>()) { Final = Name == "final" };
        }
    }
}

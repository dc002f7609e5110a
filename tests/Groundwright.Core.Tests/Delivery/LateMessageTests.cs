using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Agents;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Sandboxes;
using Groundwright.Core.Secrets;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery;

public sealed class LateMessageTests
{
    private const string Settings = "version: 1\ntargets: { site: { commands: { plan: [\"true\"], apply: [\"true\"] } } }\nenvironments: { dev: {} }\n";
    private static readonly Actor Ada = new("ada", "os-user");

    [Fact, Covers("J3")]
    public async Task What_is_left_for_a_run_while_its_owner_lets_it_go_is_read_by_that_owner()
    {
        var stop = TestContext.Current.CancellationToken;
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", Settings), ("issues/1-page.md", "# Add a page\n\nA page.\n")]);
        var repository = await RealRepository.Of(sandbox);
        var store = new SlowToLetGo(new FileRunStore(repository.GitDirectory, TimeProvider.System, text => text, RunSummaries.Of));
        var driver = new RunDriver(Parts(store, repository));
        var run = await driver.Start(new StartRun("1", null, new WorkAsked("plan", Ada, new Dictionary<string, string>()), Uncommitted: false), stop);
        store.WhileLettingGo = () => store.Post(run, new CancelRun("second thoughts", Force: false) { Actor = Ada });

        var state = await driver.Drive(run, new DriveOptions(), new Nobody(), stop);

        state.Status.ShouldBe(RunStatus.Cancelled);
        store.HasMessages(run).ShouldBeFalse();
    }

    private static RunDriverParts Parts(IRunStore store, IRepository repository) => new()
    {
        Store = store,
        Repository = repository,
        Requests = new LocalIssues(repository.Root, repository),
        Engine = new EngineServices(repository, new EffectHostLauncher(StubTool.Path, ["host"], new Leftovers(TimeProvider.System)), StepAliases.Current, text => text),
        Services = (settings, _, _, _) => Task.FromResult(new PhaseServices
        {
            Settings = settings,
            Repository = repository,
            Targets = [],
            TargetsOf = _ => [],
            Agent = null,
            Prompts = new PromptBook((_, _) => Task.FromResult<string?>(null), text => text),
            Files = run => new RunFiles(repository.Root, run, text => text),
            Commands = new CommandRunner(TimeProvider.System, new Masker()),
            Checkouts = new Checkouts(repository),
            // Nothing is deployed here.
            Locks = null!,
            Ledger = null!,
            IsDriven = _ => null,
            Time = TimeProvider.System,
            Mask = text => text,
            Sandbox = new OpenGround(Problem.Of(SandboxProblems.Missing, "none")),
        }),
        EndLeftovers = (_, _) => Task.CompletedTask,
        Files = run => new RunFiles(repository.Root, run, text => text),
        DiscardExpiredPlans = () => { },
        Time = TimeProvider.System,
        NewId = () => "abcd1234",
    };

    private sealed class Nobody : IRunObserver
    {
        public void OnEvent(RunEvent @event, RunState state)
        {
        }

        public void OnLine(string stepKey, OutputLine line)
        {
        }
    }

    /// <summary>The real store, in which something happens between the last look into the inbox and the moment the run is free.</summary>
    private sealed class SlowToLetGo(FileRunStore store) : IRunStore
    {
        public Action? WhileLettingGo { get; set; }

        public IRunJournal Create(RunStarted started) => store.Create(started);

        public IRunJournal Open(string runId) => new Journal(store.Open(runId), this);

        public IReadOnlyList<RunEvent> Read(string runId) => store.Read(runId);

        public string Find(string prefix) => store.Find(prefix);

        public IReadOnlyList<RunSummary> List() => store.List();

        public void Post(string runId, InboxMessage message) => store.Post(runId, message);

        public bool HasMessages(string runId) => store.HasMessages(runId);

        public RunOwner? OwnerOf(string runId) => store.OwnerOf(runId);

        public string DirectoryOf(string runId) => store.DirectoryOf(runId);

        private sealed class Journal(IRunJournal journal, SlowToLetGo store) : IRunJournal
        {
            public string RunId => journal.RunId;

            public string Directory => journal.Directory;

            public IReadOnlyList<RunEvent> Events => journal.Events;

            public RunEvent Append(RunEvent @event, bool durable = true) => journal.Append(@event, durable);

            public IReadOnlyList<PostedMessage> ReadInbox() => journal.ReadInbox();

            public void Acknowledge(PostedMessage message) => journal.Acknowledge(message);

            public void Summarize(RunSummary summary) => journal.Summarize(summary);

            public void Dispose()
            {
                store.WhileLettingGo?.Invoke();
                store.WhileLettingGo = null;
                journal.Dispose();
            }
        }
    }
}

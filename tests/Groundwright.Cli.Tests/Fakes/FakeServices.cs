using Groundwright.Cli.Services;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Sandboxes;
using Groundwright.Core.Worktrees;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>Services whose answers a test decides.</summary>
internal sealed class FakeServices : ICommandServices, IConfigurationService, ICleanService, IStatePipe, IDemoService
{
    public FakeServices() => ScriptedDriver = new ScriptedDriver(MemoryRuns);

    public MemoryRuns MemoryRuns { get; } = new();

    public ScriptedDriver ScriptedDriver { get; }

    public FakeTools Tools { get; } = new();

    public ConfigurationReport Report { get; set; } = new("groundwright.yaml", "4f9c2e1aa", ["app", "network"], ["dev", "prod"], "claude", ["hotfix"]);

    public NeededTools Needed { get; set; } = new(["infra/app"], ">= 1.5", "infra/app/main.tf:2", null);

    public CleanReport Found { get; set; } = new(["aaaa1111"], [new KeptWorktree("bbbb2222", "it holds changes that are in no commit")]);

    public bool Cleaned { get; private set; }

    public bool DemoRemoved { get; private set; }

    public string? TakenState { get; private set; }

    public string LogFolder { get; set; } = "/nowhere";

    public TimeProvider Clock { get; set; } = new StillClock(Story.Start.AddMinutes(12));

    public Actor Actor { get; set; } = Story.Actor;

    public string Directory => "/repository";

    public ICommandRunner Processes => RealProcesses ?? Tools;

    public IRepository Repository { get; set; } = new FakeRepository();

    public MemoryLedger MemoryLedger { get; } = new();

    public Settings Settings { get; set; } = new();

    public ICommandRunner? RealProcesses { get; set; }

    public ILedger Ledger => MemoryLedger;

    public PlanVault Vault { get; set; } = new("/nowhere/plans", "/nowhere/key", TimeProvider.System);

    public IEnvironmentService Environments => new EnvironmentService(this);

    public IReadOnlyList<ITarget> Targets { get; set; } = [];

    public IRunStore Runs => MemoryRuns;

    public IRunDriver Driver => ScriptedDriver;

    public FakeShared Shared { get; } = new();

    public IAuditLog Audit => Shared;

    public IEnvironmentLocks Locks => Shared;

    public IConfigurationService Configuration => this;

    public ICleanService Cleaning => this;

    public IStatePipe States => this;

    public IDemoService Demo => this;

    public RunState Fold(IReadOnlyList<RunEvent> events) => Folding.Fold(events);

    public string LogFile(string runId, string stepKey) => Path.Combine(LogFolder, stepKey.Replace('/', '-') + ".log");

    public string Mask(string text) => text.Replace("hunter2", "***");

    public Task<int> HostEffect(string directory, string nonce, CancellationToken cancellationToken) => Task.FromResult(nonce == "n1" ? 7 : 0);

    public Task<ConfigurationReport> Check(bool uncommitted, CancellationToken cancellationToken) => Task.FromResult(uncommitted ? Report with { Commit = null } : Report);

    public string Schema() => "{}";

    public Task<LoadedSettings> Load(bool uncommitted, CancellationToken cancellationToken) => Task.FromResult(new LoadedSettings(Settings, "4f9c2e1", "00", uncommitted));

    Task<Settings> IConfigurationService.Settings(CancellationToken cancellationToken) => Task.FromResult(Settings);

    public Func<SandboxSettings, ISandbox> SandboxFor { get; set; } = _ => new FakeSandbox(null);

    public Task<ISandbox> Sandbox(SandboxSettings settings, CancellationToken cancellationToken) => Task.FromResult(SandboxFor(settings));

    public Task<IReadOnlyList<ITarget>> TargetsOf(Settings settings, EnvironmentSettings environment, CancellationToken cancellationToken) => Task.FromResult(Targets);

    public Task<InitReport> Init(bool commit, bool force, CancellationToken cancellationToken) =>
        Task.FromResult(new InitReport("groundwright.yaml", ["infra/app    Terraform root, target `app`"], commit ? "4f9c2e1aa" : null));

    public Task<NeededTools> Needs(CancellationToken cancellationToken) => Task.FromResult(Needed);

    public Task<CleanReport> Look(TimeSpan olderThan, CancellationToken cancellationToken) => Task.FromResult(Found);

    public Task<CleanReport> Remove(CleanReport found, CancellationToken cancellationToken)
    {
        Cleaned = true;
        return Task.FromResult(found);
    }

    public Task<PipedState> Take(string json, CancellationToken cancellationToken)
    {
        TakenState = json;
        return Task.FromResult(new PipedState("7k2m9xqd", "12"));
    }

    public Task<string> Give(string runId, CancellationToken cancellationToken) => Task.FromResult($$"""{"ipe_id":"{{runId}}"}""");

    public Task<DemoPlace> Prepare(string? directory, CancellationToken cancellationToken) =>
        Task.FromResult(new DemoPlace(directory ?? "/demo", "1", ["The sample terraform-orders, with a recorded agent."], this));

    public Task Remove(DemoPlace place, CancellationToken cancellationToken)
    {
        DemoRemoved = true;
        return Task.CompletedTask;
    }
}

/// <summary>A clock that stands still; its timers are real.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

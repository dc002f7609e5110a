using System.Text;
using Groundwright.Adapters;
using Groundwright.Adapters.Agents;
using Groundwright.Adapters.Git;
using Groundwright.Adapters.Git.Shared;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Adapters.Sandbox;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Environments.Provenance;
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

namespace Groundwright.Cli;

/// <summary>Puts the product together: the one place that names concrete classes. Every part is made when a command first asks for it.</summary>
internal sealed class Composition : ICommandServices
{
    private readonly Lazy<Masker> masker = new(() => Masker.FromEnvironment());
    private readonly Lazy<ICommandRunner> processes;
    private readonly Lazy<GitRepository> repository;
    private readonly Lazy<IRunStore> runs;
    private readonly Lazy<IRunDriver> driver;
    private readonly Lazy<GitLedger> ledger;
    private readonly Lazy<Bubblewrap> bubblewrap;

    private Composition(string directory, SessionLog log)
    {
        Directory = directory;
        processes = new(() => new ShownCommands(new CommandRunner(Clock, masker.Value), log, Mask));
        repository = new(MakeRepository);
        runs = new(MakeRuns);
        ledger = new(() => repository.Value.OpenLedger(Clock, Environment.GetEnvironmentVariable(ReleaseKey.Variable) is { Length: > 0 } key ? new Lazy<ReleaseKey>(() => ReleaseKey.Load(key)) : null));
        driver = new(() => new RunDriver(Parts()));
        bubblewrap = new(() => new Bubblewrap(new CommandRunner(Clock, masker.Value), new RelayProgram(Own(RelayProgram.Verb).Program, Own(RelayProgram.Verb).Arguments)));
    }

    /// <summary>The services of one command. Called when the command first needs one.</summary>
    public static ICommandServices Compose(GlobalOptions options, SessionLog log) => In(Path.GetFullPath(options.Directory ?? "."), log);

    /// <summary>The same for an agent that works for the person: it never answers a gate (rule U7).</summary>
    public static ICommandServices ComposeForAgent(GlobalOptions options, SessionLog log) =>
        new Composition(Path.GetFullPath(options.Directory ?? "."), log) { Log = log, Actor = new Actor(Environment.UserName, "agent") };

    /// <summary>The services in another folder.</summary>
    public static ICommandServices In(string directory, SessionLog log) => new Composition(directory, log) { Log = log };

    /// <inheritdoc/>
    public TimeProvider Clock => TimeProvider.System;

    /// <inheritdoc/>
    public Actor Actor { get; private init; } = new(Environment.UserName, "os-user");

    /// <inheritdoc/>
    public string Directory { get; }

    /// <inheritdoc/>
    public ICommandRunner Processes => processes.Value;

    /// <inheritdoc/>
    public IRepository Repository => repository.Value;

    /// <inheritdoc/>
    public IRunStore Runs => runs.Value;

    /// <inheritdoc/>
    public IRunDriver Driver => driver.Value;

    /// <inheritdoc/>
    public ILedger Ledger => ledger.Value;

    /// <inheritdoc/>
    public IAuditLog Audit => ledger.Value;

    /// <inheritdoc/>
    public IEnvironmentLocks Locks => new LeasedLocks(Repository.GitDirectory, repository.Value.OpenLockTables(Clock), Ledger, Clock) { Keeper = Keeper };

    /// <inheritdoc/>
    public PlanVault Vault => PlanVault.Of(Repository.GitDirectory, Clock);

    /// <inheritdoc/>
    public IEnvironmentService Environments => new EnvironmentService(this);

    /// <inheritdoc/>
    public IConfigurationService Configuration => new ConfigurationService(this);

    /// <inheritdoc/>
    public ICleanService Cleaning => new CleanService(this);

    /// <inheritdoc/>
    public IStatePipe States => new StatePipe(this);

    /// <inheritdoc/>
    public IDemoService Demo => new DemoService(Processes, directory => In(directory, Log));

    private SessionLog Log { get; init; } = null!;

    /// <inheritdoc/>
    public RunState Fold(IReadOnlyList<RunEvent> events) => RunFold.Of(events);

    /// <inheritdoc/>
    public string LogFile(string runId, string stepKey) => RunLogs.FileOf(Runs.DirectoryOf(runId), Fold(Runs.Read(runId)), stepKey);

    /// <inheritdoc/>
    public string Mask(string text) => masker.Value.Mask(text);

    /// <summary>What runs leave in the repository.</summary>
    public IRunRemains Remains => repository.Value;

    /// <summary>Names the files of a run in <c>agents/</c>.</summary>
    public RunFiles FilesOf(string runId) => new(Repository.Root, runId, Mask);

    /// <inheritdoc/>
    public Task<int> HostEffect(string directory, string nonce, CancellationToken cancellationToken) =>
        new EffectHost(new CommandRunner(Clock, masker.Value), Clock).Run(new EffectFolder(directory), nonce, cancellationToken);

    private GitRepository MakeRepository()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
#pragma warning disable VSTHRD002 // A console program has no context to deadlock on, and asking for the repository asynchronously everywhere would help nobody.
        return Task.Run(() => GitRepository.Discover(Processes, Directory, patience.Token)).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>Found by looking at files: lists must not wait for git.</summary>
    private FileRunStore MakeRuns() =>
        new(CommonDirectory.Find(Directory) ?? Repository.GitDirectory, Clock, Mask, RunSummaries.Of);

    private RunDriverParts Parts() => new()
    {
        Store = Runs,
        Repository = Repository,
        Requests = new LocalIssues(Repository.Root, Repository),
        Engine = new EngineServices(Repository, Launcher(), StepAliases.Current, Mask),
        Services = Services,
        EndLeftovers = (runId, cancellationToken) => new Leftovers(Clock).End(runId, cancellationToken),
        Files = FilesOf,
        DiscardExpiredPlans = () => Vault.DiscardExpired(),
        Time = Clock,
        NewId = () => RunId.New(System.Security.Cryptography.RandomNumberGenerator.GetInt32),
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ITarget>> TargetsOf(Settings settings, EnvironmentSettings environment, CancellationToken cancellationToken) =>
        TargetsOf(settings, environment, await Sandbox(settings.Sandbox, cancellationToken));

    private IReadOnlyList<ITarget> TargetsOf(Settings settings, EnvironmentSettings environment, ISandbox sandbox)
    {
        var targets = Targets(settings, sandbox);
        return TargetOrder.Sort([.. settings.Targets.Where(environment.Deploys).Select(target => targets.Create(target.For(environment), environment))]);
    }

    /// <inheritdoc/>
    public Task<ISandbox> Sandbox(SandboxSettings settings, CancellationToken cancellationToken) => FoundSandbox.Of(settings, bubblewrap.Value, cancellationToken);

    private TargetCatalog Targets(Settings settings, ISandbox sandbox) =>
        new(new ConfiningRunner(Processes, sandbox), Vault, new PolicyRules(settings.Policy, new StatefulResources([]), Clock), Repository.Root, Repository.GitDirectory, Clock, repository.Value, ApplyProgram());

    private async Task<PhaseServices> Services(Settings settings, bool uncommitted, string commit, CancellationToken cancellationToken)
    {
        var sandbox = await Sandbox(settings.Sandbox, cancellationToken);
        return new PhaseServices
        {
            Settings = settings,
            UncommittedSettings = uncommitted,
            Repository = Repository,
            Targets = TargetOrder.Sort([.. settings.Targets.Select(target => Targets(settings, sandbox).Create(target))]),
            TargetsOf = environment => TargetsOf(settings, environment, sandbox),
            Agent = BuiltInAgents.Catalog(Processes, sandbox, Clock).Create(settings.Agent, new AgentPlace(Repository.Root)),
            Sandbox = sandbox,
            Prompts = new PromptBook(async (path, cancellationToken) => await Repository.ReadFile(commit, path, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null, InvisibleCharacters.Remove),
            Files = FilesOf,
            Commands = Processes,
            Checkouts = new Checkouts(Repository),
            Locks = Locks,
            Ledger = Ledger,
            IsDriven = runId => Runs.List().Any(run => run.RunId == runId) ? Runs.OwnerOf(runId) is not null : null,
            Time = Clock,
            Mask = Mask,
        };
    }

    private EffectHostLauncher Launcher()
    {
        var (program, arguments) = Own("effect-host");
        return new EffectHostLauncher(program, arguments, new Leftovers(Clock));
    }

    private Command Keeper(LockClaim claim)
    {
        var (program, arguments) = Own("keep-lock");
        return new Command(program, [.. arguments, claim.Environment, claim.RunId, claim.Epoch])
        {
            WorkingDirectory = Repository.Root,
            Environment = CommandEnvironment.Minimal.Allowing([.. GitRepository.NetworkVariables, "DOTNET_ROOT"]),
        };
    }

    private static ApplyProgram ApplyProgram()
    {
        var (program, arguments) = Own(Adapters.Kubernetes.ApplyProgram.Verb);
        return new ApplyProgram(program, arguments);
    }

    /// <summary>How this very program is started with a hidden command.</summary>
    private static (string Program, IReadOnlyList<string> Arguments) Own(string command)
    {
        var own = Environment.ProcessPath!;
        return (own, Path.GetFileNameWithoutExtension(own) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "gw.dll"), command] : [command]);
    }
}

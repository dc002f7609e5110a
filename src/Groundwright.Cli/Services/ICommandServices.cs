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

namespace Groundwright.Cli.Services;

/// <summary>Everything commands need from the rest of the product. Each member is made when it is first asked for.</summary>
internal interface ICommandServices
{
    /// <summary>The clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>Who types.</summary>
    Actor Actor { get; }

    /// <summary>Where the command works: the current directory, or that of <c>-C</c>. Absolute; need not be a repository.</summary>
    string Directory { get; }

    /// <summary>Starts processes.</summary>
    ICommandRunner Processes { get; }

    /// <summary>The repository around <see cref="Directory"/>.</summary>
    /// <exception cref="Core.Problems.GroundwrightException">There is none.</exception>
    IRepository Repository { get; }

    /// <summary>The runs of that repository.</summary>
    IRunStore Runs { get; }

    /// <summary>Drives them.</summary>
    IRunDriver Driver { get; }

    /// <summary>What was released where, shared by all clones.</summary>
    ILedger Ledger { get; }

    /// <summary>Who did what: the whole audit log of the ledger.</summary>
    IAuditLog Audit { get; }

    /// <summary>Locks of environments, shared by all clones.</summary>
    IEnvironmentLocks Locks { get; }

    /// <summary>Plans that wait to be applied, and states that could not be written.</summary>
    PlanVault Vault { get; }

    /// <summary>Environments as commands show them.</summary>
    IEnvironmentService Environments { get; }

    /// <summary>Configuration of that repository.</summary>
    IConfigurationService Configuration { get; }

    /// <summary>Worktrees of ended runs.</summary>
    ICleanService Cleaning { get; }

    /// <summary>State files of the old system, piped.</summary>
    IStatePipe States { get; }

    /// <summary>The demo.</summary>
    IDemoService Demo { get; }

    /// <summary>What keeps agents and tools in here, tried. About 20 ms when it is first asked for.</summary>
    Task<ISandbox> Sandbox(SandboxSettings settings, CancellationToken cancellationToken);

    /// <summary>The targets of an environment with its own settings for them, each after those it comes after.</summary>
    Task<IReadOnlyList<ITarget>> TargetsOf(Settings settings, EnvironmentSettings environment, CancellationToken cancellationToken);

    /// <summary>Folds a journal. At least one event.</summary>
    RunState Fold(IReadOnlyList<RunEvent> events);

    /// <summary>Where the log of a step lies, whether it is there yet or not. Absolute.</summary>
    string LogFile(string runId, string stepKey);

    /// <summary>Takes secrets out of text.</summary>
    string Mask(string text);

    /// <summary>Runs an effect for a run that another process drives (rule X1).</summary>
    Task<int> HostEffect(string directory, string nonce, CancellationToken cancellationToken);
}

using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Sandboxes;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>What phases work with, made once for a run from the settings it was started with.</summary>
public sealed record PhaseServices
{
    /// <summary>Settings of the run.</summary>
    public required Settings Settings { get; init; }

    /// <summary>Whether the settings were not committed.</summary>
    public bool UncommittedSettings { get; init; }

    /// <summary>The repository.</summary>
    public required IRepository Repository { get; init; }

    /// <summary>All targets, in the order in which they are applied.</summary>
    public required IReadOnlyList<ITarget> Targets { get; init; }

    /// <summary>The targets of one environment with its own settings for them, in the order in which they are applied.</summary>
    public required Func<EnvironmentSettings, IReadOnlyList<ITarget>> TargetsOf { get; init; }

    /// <summary>Who works; null: a person, behind gates.</summary>
    public required IAgent? Agent { get; init; }

    /// <summary>Keeps agents and tools in.</summary>
    public required ISandbox Sandbox { get; init; }

    /// <summary>The prompts.</summary>
    public required PromptBook Prompts { get; init; }

    /// <summary>Names the files of a run in <c>agents/&lt;id&gt;/</c>.</summary>
    public required Func<string, RunFiles> Files { get; init; }

    /// <summary>Runs health checks and tests.</summary>
    public required ICommandRunner Commands { get; init; }

    /// <summary>Fresh checkouts for tools (rule U1).</summary>
    public required Checkouts Checkouts { get; init; }

    /// <summary>Locks of environments.</summary>
    public required IEnvironmentLocks Locks { get; init; }

    /// <summary>What was released, and what is so about environments.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>Whether a process works on a run now; null when the run is not kept here.</summary>
    public required Func<string, bool?> IsDriven { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Takes secrets out of a text.</summary>
    public required Func<string, string> Mask { get; init; }
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>What the driver of a repository is made of.</summary>
public sealed record RunDriverParts
{
    /// <summary>Where runs are kept.</summary>
    public required IRunStore Store { get; init; }

    /// <summary>The repository.</summary>
    public required IRepository Repository { get; init; }

    /// <summary>Where requests come from.</summary>
    public required IRequestSource Requests { get; init; }

    /// <summary>What the engine needs.</summary>
    public required EngineServices Engine { get; init; }

    /// <summary>Makes what the phases of a run need from its settings. Complains about an agent or target that cannot be used.</summary>
    public required Func<Settings, bool, string, CancellationToken, Task<PhaseServices>> Services { get; init; }

    /// <summary>Ends processes that a killed Groundwright left working for a run; effects are spared.</summary>
    public required Func<string, CancellationToken, Task> EndLeftovers { get; init; }

    /// <summary>Names the files of a run in <c>agents/&lt;id&gt;/</c>.</summary>
    public required Func<string, RunFiles> Files { get; init; }

    /// <summary>Deletes saved plans, of whichever run, that have expired (rule X8).</summary>
    public required Action DiscardExpiredPlans { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes ids.</summary>
    public required Func<string> NewId { get; init; }
}

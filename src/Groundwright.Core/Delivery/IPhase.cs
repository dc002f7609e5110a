using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>What a person can start by name. Straight-line code over <see cref="IRun"/>; one file each.</summary>
public interface IPhase
{
    /// <summary>Such as <c>test</c>.</summary>
    string Name { get; }

    /// <summary>Phases that must have succeeded in this run before; <c>build|patch</c> is either.</summary>
    IReadOnlyList<string> Needs { get; }

    /// <summary>Does the phase. Expected failures are a <see cref="Problems.GroundwrightException"/>.</summary>
    Task<PhaseResult> Run(IRun run);
}

/// <summary>What a phase that succeeded leaves behind.</summary>
/// <param name="Summary">One line for the run view.</param>
/// <param name="Facts">Values for later phases and for people; names in <see cref="RunFacts"/>.</param>
public sealed record PhaseResult(string Summary, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Ends the run as succeeded: nothing can follow.</summary>
    public bool Final { get; init; }
}

using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Cli.Views;

/// <summary>What is known to have drifted in an environment.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Findings">One a target at most; empty: nothing is known.</param>
internal sealed record EnvironmentDrift(string Environment, IReadOnlyList<DriftFinding> Findings);

using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>What was found in a spec.</summary>
/// <param name="Problems">Everything wrong with it; empty when it is complete.</param>
/// <param name="Steps">How many steps it plans; 0 when it plans none.</param>
public sealed record DocumentCheck(IReadOnlyList<Problem> Problems, int Steps);

using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What can be chosen at a gate, for people.</summary>
internal static class GateOptions
{
    /// <summary>Numbers and options, the proposed one marked; empty where there is nothing to choose.</summary>
    public static IEnumerable<(int Number, string Option)> Of(GateRequest gate) =>
        (gate.Options ?? []).Select((option, at) => (at + 1, at + 1 == gate.Proposed ? $"{option}  (proposed)" : option));
}

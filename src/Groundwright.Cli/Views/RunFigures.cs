using System.Globalization;
using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>What a run cost so far. Null is unknown, which is not zero.</summary>
internal sealed record RunFigures(decimal? Usd, long? Tokens, long? Turns, decimal? Budget)
{
    /// <summary>Adds up what the phases say.</summary>
    public static RunFigures Of(RunState state) => new(
        Sum(state, RunFacts.Usd),
        (long?)Sum(state, RunFacts.Tokens),
        (long?)Sum(state, RunFacts.Turns),
        state.Phases.Select(phase => Number(phase, RunFacts.Budget)).LastOrDefault(value => value is not null));

    /// <summary>A number a phase left; null when it left none.</summary>
    public static decimal? Number(PhaseState phase, string fact) =>
        phase.Facts.TryGetValue(fact, out var text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Sum(RunState state, string fact)
    {
        var known = state.Phases.Select(phase => Number(phase, fact)).OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}

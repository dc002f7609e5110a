using System.Globalization;
using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>What a run cost so far. Null is unknown, which is not zero.</summary>
internal sealed record RunFigures(decimal? Usd, long? Tokens, long? Turns, decimal? Budget)
{
    /// <summary>Adds up what the journal says; a run of an earlier version has it in its phases.</summary>
    public static RunFigures Of(RunState state)
    {
        var budget = state.Phases.Select(phase => Number(phase, RunFacts.Budget)).LastOrDefault(value => value is not null);
        return Spending.Of(state.Spent) is { } spent
            ? new RunFigures(spent.Usd, spent.Tokens, spent.Turns, budget)
            : new RunFigures(Sum(state, RunFacts.Usd), (long?)Sum(state, RunFacts.Tokens), (long?)Sum(state, RunFacts.Turns), budget);
    }

    /// <summary>What a phase cost so far, also one that goes on or failed; null when that is not known.</summary>
    public static decimal? UsdOf(RunState state, PhaseState phase) =>
        Spending.Of([.. state.Spent.Where(piece => StepKey.IsOf(piece.Key, phase))]) is { } spent ? spent.Usd : Number(phase, RunFacts.Usd);

    /// <summary>A number a phase left; null when it left none.</summary>
    public static decimal? Number(PhaseState phase, string fact) =>
        phase.Facts.TryGetValue(fact, out var text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Sum(RunState state, string fact)
    {
        var known = state.Phases.Select(phase => Number(phase, fact)).OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}

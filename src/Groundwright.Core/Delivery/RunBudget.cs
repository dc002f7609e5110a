using System.Globalization;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Delivery;

/// <summary>What a run may still use, from what its journal says was used. Looked at before each piece of work.</summary>
internal static class RunBudget
{
    /// <summary>The bounds of the next piece of work.</summary>
    /// <exception cref="GroundwrightException">GW1527: a budget is used up. GW1528: it cannot be told whether one is.</exception>
    public static AgentLimits Next(AgentSettings settings, RunState state)
    {
        var usd = Left(state, "US dollars", "usd", settings.Usd, piece => piece.Usd);
        Left(state, "tokens", "tokens", settings.Tokens, piece => piece.Tokens);
        return AgentLimits.Default with
        {
            WallClock = TimeSpan.FromMinutes(settings.Minutes),
            Silence = TimeSpan.FromMinutes(settings.SilentMinutes),
            Turns = settings.Turns,
            Usd = usd,
        };
    }

    private static decimal? Left(RunState state, string unit, string key, decimal? budget, Func<AgentSpent, decimal?> amount)
    {
        if (budget is not { } most) return null;
        var known = state.Spent.Sum(piece => amount(piece) ?? 0);
        if (known >= most) throw new GroundwrightException(Used(state, unit, key, known, most));
        // A person who asked for more work since then was told, and knows better than we do.
        if (state.Spent.Any(piece => amount(piece) is null && piece.Sequence > state.Work[^1].Sequence)) throw new GroundwrightException(Unknown(state, unit, key, known, most));
        return most - known;
    }

    private static Problem Used(RunState state, string unit, string key, decimal known, decimal most) => Problem.Of(
        AgentProblems.BudgetUsed,
        $"the run has used {Text(known)} of the {Text(most)} {unit} it may use",
        "The agent was not asked again; what was done so far is kept.",
        new Remedy($"gw runs show {state.Id}", "what it was used for"),
        new Remedy($"agent: {{ limits: {{ {key}: {Text(most * 2)} }} }}", "in groundwright.yaml, for runs started from then on: a run keeps the limits it was started with"),
        new Remedy($"gw runs cancel {state.Id}", "ends this one; its branch stays"));

    private static Problem Unknown(RunState state, string unit, string key, decimal known, decimal most) => Problem.Of(
        AgentProblems.CostUnknown,
        $"it is not known how many {unit} the run has used, and it may use {Text(most)}",
        $"A piece of work ended without telling. At least {Text(known)} {unit} were used. What is unknown is not taken for nothing, so the agent was not asked again (`limits: {key}`).",
        new Remedy($"gw runs retry {state.Id}", "goes on; then only what is known counts"),
        new Remedy($"gw runs logs {state.Id}", "how the work ended"));

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

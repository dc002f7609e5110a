using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents;

/// <summary>Limits of the settings that an agent has no way to keep: better refused than forgotten.</summary>
internal static class UnkeptLimits
{
    private static readonly string[] All = ["minutes", "silentMinutes", "turns", "usd", "tokens"];

    /// <summary>One problem for each.</summary>
    /// <param name="name">Name of the agent.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="untold">What it does not tell: <c>usd</c>, <c>turns</c>, <c>tokens</c>.</param>
    public static IEnumerable<Problem> Of(string name, AgentSettings settings, params IEnumerable<string> untold) => untold.Where(limit => IsSet(settings, limit)).Select(limit => Problem.Of(
        AgentProblems.Misconfigured,
        $"the agent `{name}` cannot keep `limits: {limit}`",
        $"It does not tell {Meaning(limit)}, so that cannot be counted. What it can keep: {string.Join(", ", All.Except(untold))}.",
        new Remedy("gw config check", $"after taking `{limit}` out of `agent: limits:` in groundwright.yaml")));

    private static bool IsSet(AgentSettings settings, string limit) => limit switch { "usd" => settings.Usd is not null, "turns" => settings.Turns is not null, _ => settings.Tokens is not null };

    private static string Meaning(string limit) => limit switch { "usd" => "what its work costs", "turns" => "how often it asked its model", _ => "how many tokens it used" };
}

using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>Which variables an agent may never be given, whatever the configuration says.</summary>
public static class AgentEnvironment
{
    // Whoever holds one of these can push or merge: the agent's work would leave the tree without any gate.
    private static readonly HashSet<string> WriteTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        "GITHUB_TOKEN", "GITHUB_PAT", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "SSH_AUTH_SOCK",
    };

    /// <summary>The problems of a list of variable names; empty when all may be let through.</summary>
    public static IReadOnlyList<Problem> Check(IEnumerable<string> names) => [.. names.Select(Check).OfType<Problem>()];

    private static Problem? Check(string name)
    {
        if (WriteTokens.Contains(name))
            return Refuse(name, "It gives the right to push or merge. An agent gets no such right: Groundwright itself pushes, after the checks and gates.");
        if (name.Equals("HOME", StringComparison.OrdinalIgnoreCase) || name.Equals("USERPROFILE", StringComparison.OrdinalIgnoreCase))
            return Refuse(name, "Each piece of work gets a fresh, empty home, so that nothing is carried from one run into another. Name the variable that holds the agent's key instead.");
        if (name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GROUNDWRIGHT_", StringComparison.OrdinalIgnoreCase))
            return Refuse(name, "Groundwright sets the variables that begin with `GIT_` and `GROUNDWRIGHT_` itself.");
        return null;
    }

    private static Problem Refuse(string name, string why) => Problem.Of(
        AgentProblems.VariableRefused,
        $"`{name}` is never given to an agent",
        why,
        new Remedy("gw config check", $"after removing `{name}` from `agent: environment:` in groundwright.yaml"));
}

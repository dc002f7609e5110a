using Groundwright.Core.Agents;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents;

/// <summary>What to type after most things an agent can do wrong.</summary>
internal static class AgentRemedies
{
    public static Remedy Logs(AgentTask task) => new($"gw runs logs {task.RunId}", "what it did and said");

    public static Remedy Again(AgentTask task) => new($"gw runs retry {task.RunId}", "let it try again");
}

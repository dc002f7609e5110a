using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>Whoever does the work on files: a coding CLI, any program, a recording. A person is the gate <c>manual</c>, not an <see cref="IAgent"/>.</summary>
public interface IAgent
{
    /// <summary>The name in <c>agent: use:</c>.</summary>
    string Name { get; }

    /// <summary>What is missing for it to work, such as its program or its key, found without starting anything. Empty: nothing. Default: nothing.</summary>
    IReadOnlyList<Problem> Missing() => [];

    /// <summary>
    /// Works in <see cref="AgentTask.Directory"/> until done. Never throws for what an agent can do wrong: that is an outcome.
    /// When cancelled every process of the agent is gone before this throws <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken);
}

using Groundwright.Core.Agents;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents;

/// <summary>The variables that every program that works as an agent gets.</summary>
internal static class AgentVariables
{
    /// <summary>The environment of a piece of work.</summary>
    /// <param name="task">The work.</param>
    /// <param name="answer">Absolute path of the answer file; null when none is asked for.</param>
    /// <param name="allowed">Names let through from our own environment besides the basics.</param>
    public static CommandEnvironment For(AgentTask task, string? answer, IReadOnlyList<string> allowed)
    {
        var environment = CommandEnvironment.Minimal.Allowing(allowed)
            .With("GROUNDWRIGHT_RUN", task.RunId)
            .With("GROUNDWRIGHT_PHASE", task.Phase)
            .With("GROUNDWRIGHT_PURPOSE", task.Purpose)
            // The tree has no git directory; without this git would look further up and find the repository it belongs to.
            .With("GIT_CEILING_DIRECTORIES", Path.GetDirectoryName(task.Directory.TrimEnd(Path.DirectorySeparatorChar)) ?? task.Directory);
        if (answer is not null) environment = environment.With("GROUNDWRIGHT_ANSWER", answer);
        if (task.Model is not null) environment = environment.With("GROUNDWRIGHT_MODEL", task.Model);
        // What a script would otherwise have to find in the prompt: GROUNDWRIGHT_SPEC, GROUNDWRIGHT_ISSUE.
        return task.Facts.Aggregate(environment, (all, fact) => all.With("GROUNDWRIGHT_" + fact.Key.ToUpperInvariant(), fact.Value));
    }
}

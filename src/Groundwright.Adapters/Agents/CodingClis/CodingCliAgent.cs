using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>What a coding CLI is run with.</summary>
/// <param name="Runner">Starts it.</param>
/// <param name="Sandbox">Where it works.</param>
/// <param name="Clock">Measures and waits.</param>
/// <param name="Variable">Reads a variable of our own environment.</param>
internal sealed record CodingCliParts(ICommandRunner Runner, ISandbox Sandbox, TimeProvider Clock, Func<string, string?> Variable)
{
    /// <summary>Pause before work is gone on with; null: as long as the fault suggests.</summary>
    public TimeSpan? Pause { get; init; }
}

/// <summary>A coding CLI that edits the tree: prompt on standard input, events as lines of JSON on standard output.</summary>
internal sealed class CodingCliAgent(ICodingCli cli, IReadOnlyList<string> allowed, CodingCliParts parts) : IAgent
{
    /// <inheritdoc/>
    public string Name => cli.Name;

    /// <summary>Makes it from the settings.</summary>
    /// <exception cref="GroundwrightException">A variable that an agent never gets, or a limit that this CLI cannot keep; every problem at once.</exception>
    public static CodingCliAgent Create(ICodingCli cli, AgentSettings settings, CodingCliParts parts, IEnumerable<Problem> unkept)
    {
        List<Problem> problems = [.. AgentEnvironment.Check(settings.Environment), .. unkept];
        return problems.Count == 0 ? new CodingCliAgent(cli, settings.Environment, parts) : throw new GroundwrightException(problems);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Missing()
    {
        var missing = new List<Problem>();
        if (Program is null) missing.Add(CliProblems.NotInstalled(cli));
        if (cli.Model.KeyVariable(parts.Variable) is null) missing.Add(CliProblems.NotSignedIn(cli));
        return missing;
    }

    /// <inheritdoc/>
    public async Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken)
    {
        var begun = parts.Clock.GetTimestamp();
        try
        {
            if (Missing() is [var missing, ..]) return Failed(missing, begun);
            var needs = new SandboxNeeds { Tree = task.Directory, Readable = InstalledProgram.Folders(Program!), Model = cli.Model.Access(parts.Variable) };
            await using var room = await parts.Sandbox.Open(needs, cancellationToken);
            var answer = task.AnswerFile is null ? null : TreePath.In(task.Directory, task.AnswerFile);
            // What lies there from an earlier attempt must not pass for the answer to this one.
            answer?.Delete();
            cli.Furnish(room);
            var call = new CliCall(task, room, parts.Sandbox.Absence is null, AgentVariables.For(task, answer?.Full, allowed), null) { KeyVariable = needs.Model.KeyVariable };
            return await new CliWork(cli, parts, onEvent).Do(call, cancellationToken);
        }
        catch (GroundwrightException fault)
        {
            return Failed(fault.Problem, begun);
        }
    }

    private string? Program => ProgramPath.Find(cli.Name, parts.Variable("PATH"));

    // Nothing was asked of the model, so nothing was used.
    private AgentOutcome Failed(Problem problem, long begun) => new(problem, new AgentUsage(0, 0, 0, parts.Clock.GetElapsedTime(begun)), "");
}

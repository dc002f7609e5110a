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

/// <summary>A coding CLI that edits the tree: told on standard input what to do, events as lines of JSON on standard output.</summary>
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
        if (cli.Models.Count > 0 && Model is null) missing.Add(CliProblems.NotSignedIn(cli));
        return missing;
    }

    /// <inheritdoc/>
    public async Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken)
    {
        var begun = parts.Clock.GetTimestamp();
        try
        {
            if (Missing() is [var missing, ..]) return Failed(missing, begun);
            var needs = new SandboxNeeds { Tree = task.Directory, Readable = [.. InstalledProgram.Folders(Program!), .. cli.Readable], Model = Model?.Access(parts.Variable) };
            await using var room = await parts.Sandbox.Open(needs, cancellationToken);
            var answer = task.AnswerFile is null ? null : TreePath.In(task.Directory, task.AnswerFile);
            // What lies there from an earlier attempt must not pass for the answer to this one.
            answer?.Delete();
            var call = new CliCall(task, room, parts.Sandbox.Absence is null, AgentVariables.For(task, answer?.Full, Visible), null) { Model = Model };
            cli.Furnish(call);
            return await new CliWork(cli, parts, onEvent).Do(call, cancellationToken);
        }
        catch (GroundwrightException fault)
        {
            return Failed(fault.Problem, begun);
        }
    }

    private string? Program => Path.IsPathFullyQualified(cli.Program) ? (File.Exists(cli.Program) ? cli.Program : null) : ProgramPath.Find(cli.Program, parts.Variable("PATH"));

    private ModelPlace? Model => ModelPlace.Set(cli.Models, parts.Variable);

    // Where a model is known its key comes from the room, and keys of others stay outside.
    private IReadOnlyList<string> Visible => cli.Models.Count == 0 ? allowed : [.. allowed.Where(name => !ModelPlace.IsKey(name))];

    // Nothing was asked of the model, so nothing was used.
    private AgentOutcome Failed(Problem problem, long begun) => new(problem, new AgentUsage(0, 0, 0, parts.Clock.GetElapsedTime(begun)), "");
}

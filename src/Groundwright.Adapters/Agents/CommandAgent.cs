using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents;

/// <summary>
/// Any program: the prompt comes on its standard input, which is then closed; it edits files in its working folder and ends with 0. An answer goes to
/// the file named in GROUNDWRIGHT_ANSWER.
/// </summary>
public sealed class CommandAgent : IAgent
{
    /// <summary>The name in <c>agent: use:</c>.</summary>
    public const string AgentName = "command";

    private const int TextBytes = 64 * 1024;

    private readonly ICommandRunner runner;
    private readonly ISandbox sandbox;
    private readonly string program;
    private readonly IReadOnlyList<string> arguments;
    private readonly IReadOnlyList<string> allowed;
    private readonly ModelPlace? model;

    private CommandAgent(ICommandRunner runner, ISandbox sandbox, string program, IReadOnlyList<string> arguments, IReadOnlyList<string> allowed)
    {
        this.runner = runner;
        this.sandbox = sandbox;
        this.program = program;
        this.arguments = arguments;
        this.allowed = allowed;
        model = ModelPlace.Set(ModelPlace.Among(allowed), Environment.GetEnvironmentVariable);
    }

    /// <inheritdoc/>
    public string Name => AgentName;

    /// <summary>Makes it from the settings. A program given with a folder is the one of the person's checkout, never one that an agent wrote into the tree.</summary>
    /// <exception cref="GroundwrightException">No program is given, or a variable that an agent never gets; every problem at once.</exception>
    public static CommandAgent Create(AgentSettings settings, AgentPlace place, ICommandRunner runner, ISandbox sandbox)
    {
        var problems = AgentEnvironment.Check(settings.Environment).ToList();
        if (settings.Command.Count == 0 || settings.Command[0].Length == 0) problems.Insert(0, CommandAgentProblems.NoProgram);
        problems.AddRange(UnkeptLimits.Of(AgentName, settings, "usd", "turns", "tokens"));
        if (problems.Count > 0) throw new GroundwrightException(problems);
        var program = settings.Command[0];
        var isPath = program.Contains('/', StringComparison.Ordinal) || program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return new CommandAgent(
            runner,
            sandbox,
            isPath ? Path.GetFullPath(program, place.RepositoryRoot) : program,
            [.. settings.Command.Skip(1)],
            settings.Environment);
    }

    /// <inheritdoc/>
    public async Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken)
    {
        var tail = new OutputTail(TextBytes);
        try
        {
            await using var room = await sandbox.Open(new SandboxNeeds { Tree = task.Directory, Readable = [.. arguments.Prepend(program).Where(Path.IsPathFullyQualified)], Model = model?.Access(Environment.GetEnvironmentVariable) }, cancellationToken);
            var answer = task.AnswerFile is null ? null : TreePath.In(task.Directory, task.AnswerFile);
            // What lies there from an earlier attempt must not pass for the answer to this one.
            answer?.Delete();
            var result = await runner.Run(room.Enter(Command(task, room, answer?.Full)), line => Hear(line, tail, onEvent), cancellationToken);
            var problem = CommandAgentProblems.Of(result, task, program, tail.Everything);
            return new AgentOutcome(problem, new AgentUsage(null, null, null, result.Duration), tail.StandardOutput);
        }
        catch (GroundwrightException fault)
        {
            return new AgentOutcome(fault.Problem, new AgentUsage(null, null, null, TimeSpan.Zero), tail.StandardOutput);
        }
    }

    private static void Hear(OutputLine line, OutputTail tail, Action<AgentEvent> onEvent)
    {
        // Both streams may come on threads of their own; whoever listens sees one line after the other.
        lock (tail)
        {
            tail.Add(line);
            onEvent(new AgentOutput(line.IsError, line.Text));
        }
    }

    private Command Command(AgentTask task, ISandboxRoom room, string? answer) => new(program, arguments)
    {
        WorkingDirectory = task.Directory,
        Environment = model is null ? AgentVariables.For(task, answer, allowed) : model.Present(AgentVariables.For(task, answer, [.. allowed.Where(name => !ModelPlace.IsKey(name))]), room),
        StandardInput = task.Prompt,
        Timeout = task.Limits.WallClock,
        SilenceLimit = task.Limits.Silence,
        OutputLimit = task.Limits.OutputBytes,
        CaptureLimit = TextBytes,
        Owner = task.RunId,
    };
}

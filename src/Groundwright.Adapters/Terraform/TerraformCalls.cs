using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// The one place from which the tool is called on a checkout. Whatever must stand around such a call (rule U1: the sandbox) stands here and nowhere else.
/// </summary>
internal sealed class TerraformCalls(TerraformTool tool, ICommandRunner runner, TerraformEnvironment environment, TerraformRoom room)
{
    /// <summary>Longest answer, in bytes. Plans and states of thousands of resources are large, and half of one is worth nothing.</summary>
    public const int AnswerLimit = 512 * 1024 * 1024;

    /// <summary>Which tool it is.</summary>
    public Task<ToolVersion> Tool(CancellationToken cancellationToken) => tool.Find(cancellationToken);

    /// <summary>Calls that only read files: no credentials.</summary>
    public async Task<CommandResult> Offline(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await Run(await Make(root, environment.Offline(root.DataDirectory), arguments, cancellationToken) with { Confined = room.Offline(root, arguments) }, root.Scope.OnLine, cancellationToken);

    /// <summary>Calls that talk to backend and clouds.</summary>
    public async Task<CommandResult> Online(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await Run(await Confined(root, arguments, cancellationToken), root.Scope.OnLine, cancellationToken);

    /// <summary>Calls to which the workspace must not be said: those that choose it.</summary>
    public async Task<CommandResult> WithoutWorkspace(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        return await Run(await Make(root, environment.Online(root.DataDirectory, workspace: null), arguments, cancellationToken) with { Confined = room.Online(root, arguments) }, root.Scope.OnLine, cancellationToken);
    }

    /// <summary>Calls whose answer may hold secrets: no line of it goes anywhere.</summary>
    public async Task<CommandResult> Secret(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await runner.Run(await Confined(root, arguments, cancellationToken) with { CaptureLimit = AnswerLimit }, null, cancellationToken);

    /// <summary>The process of an apply, for somebody else to run: it does what was reviewed, and is not confined.</summary>
    public Task<Command> OnlineCommand(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Make(root, environment.Online(root.DataDirectory, root.Workspace), arguments, cancellationToken);

    /// <summary>Formats the files of a folder that is being worked in.</summary>
    public async Task<CommandResult> Format(string folder, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var found = await tool.Find(cancellationToken);
        var command = new Command(found.Program, ["fmt", "-recursive", "-list=true", "-no-color"])
        {
            WorkingDirectory = folder,
            Environment = CommandEnvironment.Minimal.With("TF_IN_AUTOMATION", "1").With("CHECKPOINT_DISABLE", "1"),
            Confined = TerraformRoom.Format(folder),
        };
        return await runner.Run(command, onLine, cancellationToken);
    }

    private async Task<Command> Confined(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await OnlineCommand(root, arguments, cancellationToken) with { Confined = room.Online(root, arguments) };

    private async Task<Command> Make(TerraformRoot root, CommandEnvironment values, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var found = await tool.Find(cancellationToken);
        return new Command(found.Program, arguments) { WorkingDirectory = root.Directory, Environment = values, Owner = root.Scope.RunId };
    }

    // People get the tool's sentence, not its JSON.
    private Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken) =>
        runner.Run(command, onLine is null ? null : line => onLine(line with { Text = TerraformLog.SentenceOf(line.Text) }), cancellationToken);
}

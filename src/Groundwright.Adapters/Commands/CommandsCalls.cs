using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Commands;

/// <summary>The one place from which the user's commands are called on a checkout (rule U1: the sandbox belongs here).</summary>
internal sealed class CommandsCalls(TargetSettings settings, ICommandRunner runner, string repositoryRoot)
{
    private const int PlanLimit = 64 * 1024 * 1024;

    public Task<CommandResult> Run(TargetScope scope, IReadOnlyList<string> words, string? plan, CancellationToken cancellationToken) =>
        runner.Run(Make(scope, words, plan) with { CaptureLimit = PlanLimit, Confined = Room(scope, plan) }, scope.OnLine, cancellationToken);

    // What they talk to is theirs to know, where the settings do not say it. The person's checkout they were promised, to read; its git directory and what usually holds keys they were not.
    private SandboxNeeds Room(TargetScope scope, string? plan) => new SandboxNeeds
    {
        Tree = scope.Directory,
        Readable = [.. Directory.Exists(repositoryRoot) ? Directory.EnumerateFileSystemEntries(repositoryRoot).Where(MayBeRead) : [], .. plan is null ? [] : new[] { plan }],
    }.WithEgress(settings.Egress);

    private static bool MayBeRead(string path) => !Path.GetFileName(path).StartsWith(".git", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith(".env", StringComparison.Ordinal);

    /// <param name="scope">Where.</param>
    /// <param name="words">Program and arguments; a program with a slash lies in the tree.</param>
    /// <param name="plan">File of the plan in clear; null when there is none yet.</param>
    public Command Make(TargetScope scope, IReadOnlyList<string> words, string? plan)
    {
        var program = words[0].Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(words[0], scope.Directory) : words[0];
        var environment = CommandEnvironment.Minimal.Allowing(settings.Environment)
            .With("GROUNDWRIGHT_ENVIRONMENT", scope.Environment).With("GROUNDWRIGHT_TARGET", settings.Name).With("GROUNDWRIGHT_REPOSITORY", repositoryRoot);
        return new Command(program, [.. words.Skip(1)])
        {
            WorkingDirectory = scope.Directory,
            Environment = plan is null ? environment : environment.With("GROUNDWRIGHT_PLAN", plan),
            Owner = scope.RunId,
        };
    }

    public Problem Failed(string call, CommandResult result) => Problem.Of(TargetProblems.ToolFailed,
        result.End == CommandEnd.Exited ? $"{call} of {settings.Name} ended with {result.ExitCode}" : $"{call} of {settings.Name} was ended: {result.End}",
        CommandsPlan.Tail(result.Mask(result.StandardError.Length > 0 ? result.StandardError : result.StandardOutput)));
}

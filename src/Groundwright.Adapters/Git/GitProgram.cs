using System.Text.RegularExpressions;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Git;

/// <summary>One call of git.</summary>
internal sealed record GitCall(params IReadOnlyList<string> Arguments)
{
    /// <summary>The git directory of a worktree when the call is about its HEAD; null: the common one.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>The tree it works on; null: none, and then no attributes of any tree are read.</summary>
    public string? Tree { get; init; }

    /// <summary>Index file to use instead of the git directory's own.</summary>
    public string? Index { get; init; }

    public string? Input { get; init; }

    /// <summary>Talks to the remote with the person's configuration.</summary>
    public bool Network { get; init; }

    /// <summary>What it writes is on the disk when it returns: by itself git leaves loose objects to the system.</summary>
    public bool Durable { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <summary>Calls git on one repository by rule U2. A result is handed back whatever the exit code; <see cref="Text"/> insists on success.</summary>
internal sealed partial class GitProgram(ICommandRunner runner, string gitDirectory, CommandEnvironment local, CommandEnvironment network)
{
    // Lists of 100,000 paths must arrive whole: a list cut at the front would be read as if it were all there was.
    private const int CaptureLimit = 512 * 1024 * 1024;

    private const long LeastSpace = 64 * 1024;

    private static readonly string[] Synced = ["-c", "core.fsync=all"];

    public string GitDirectory => gitDirectory;

    public async Task<CommandResult> Run(GitCall call, CancellationToken cancellationToken)
    {
        var result = await runner.Run(CommandOf(call), null, cancellationToken);
        return result.Truncated ? throw Failure(call, result with { StandardError = "its output is larger than 512 MiB" }) : result;
    }

    /// <summary>The process of a call.</summary>
    public Command CommandOf(GitCall call)
    {
        var directory = call.GitDirectory ?? gitDirectory;
        // A call without a tree is given the git directory itself as its tree: nobody writes attribute files there.
        var tree = call.Tree ?? gitDirectory;
        var environment = call.Variables.Aggregate(call.Network ? network : local, (sum, variable) => sum.With(variable.Key, variable.Value));
        if (call.Index is not null) environment = environment.With("GIT_INDEX_FILE", call.Index);
        return new Command("git", [.. GitSafety.Arguments(), .. call.Durable ? Synced : [], $"--git-dir={directory}", $"--work-tree={tree}", .. call.Arguments])
        {
            WorkingDirectory = tree,
            Environment = environment,
            StandardInput = call.Input,
            CaptureLimit = CaptureLimit,
        };
    }

    /// <summary>What the call prints. Anything but success is a problem with git's own words.</summary>
    public async Task<string> Text(GitCall call, CancellationToken cancellationToken)
    {
        var result = await Run(call, cancellationToken);
        return result.Succeeded ? result.StandardOutput : throw Failure(call, result);
    }

    /// <summary>The same, without the line end.</summary>
    public async Task<string> Line(GitCall call, CancellationToken cancellationToken) => (await Text(call, cancellationToken)).TrimEnd('\n', '\r');

    /// <summary>The problem for a call that failed without a name for why.</summary>
    public GroundwrightException Failure(GitCall call, CommandResult result) =>
        new(Problem.Of(GitProblems.Failed, $"`git {call.Arguments[0]}` failed (exit code {result.ExitCode})", Words(result.StandardError) + WhereFull()));

    /// <summary>git often says what it could not write, and not why.</summary>
    private string WhereFull()
    {
        try
        {
            return new DriveInfo(gitDirectory).AvailableFreeSpace < LeastSpace ? $"\nNo space left on device: {gitDirectory}" : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder on a share, for instance: nothing is known of its space.
            return "";
        }
    }

    /// <summary>What git said, without the sign-in data that addresses may carry.</summary>
    public static string Words(string text) => UserInfo().Replace(text, "://").Trim();

    [GeneratedRegex(@"://[^/\s@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}

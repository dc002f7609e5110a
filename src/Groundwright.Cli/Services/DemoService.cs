using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Services;

/// <summary>Makes the demo's repository from a sample that is part of the program.</summary>
internal sealed class DemoService(ICommandRunner processes, Func<string, ICommandServices> servicesIn) : IDemoService
{
    private const string Recording = ".groundwright/recording";
    private static readonly string[] Tools = ["terraform", "tofu"];

    /// <inheritdoc/>
    public async Task<DemoPlace> Prepare(string? directory, CancellationToken cancellationToken)
    {
        var tool = Tools.FirstOrDefault(IsInstalled);
        var sample = tool is null ? new Sample("commands-only", "3") : new Sample("terraform-orders", "12");
        var root = directory is null ? Directory.CreateTempSubdirectory("gw-demo-").FullName : Path.GetFullPath(directory);
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new GroundwrightException(Problem.Of(CommandProblems.BadArguments, $"{root} is not empty", "The demo makes a repository of its own and touches nothing else.",
                new Remedy("gw demo", "uses a temporary folder")));
        SampleFiles.Write(sample.Name, root, "");
        SampleFiles.Write($"recordings/{sample.Name}", root, Recording + "/");
        await UseRecording(root, cancellationToken);
        await Git(root, ["init", "-q", "-b", "main"], cancellationToken);
        await Git(root, ["add", "-A"], cancellationToken);
        await Git(root, ["-c", "user.name=Groundwright demo", "-c", "user.email=demo@localhost", "commit", "-q", "-m", "Start"], cancellationToken);
        return new DemoPlace(root, sample.Issue, Says(tool), servicesIn(root));
    }

    /// <inheritdoc/>
    public Task Remove(DemoPlace place, CancellationToken cancellationToken)
    {
        // Git keeps its objects read-only, which stops a recursive delete on Windows.
        foreach (var file in Directory.EnumerateFiles(place.Directory, "*", SearchOption.AllDirectories))
            if ((File.GetAttributes(file) & FileAttributes.ReadOnly) != 0 && OperatingSystem.IsWindows()) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(place.Directory, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task UseRecording(string root, CancellationToken cancellationToken)
    {
        var file = Path.Combine(root, "groundwright.yaml");
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("agent: { use: manual }", $"agent: {{ use: replay, recording: {Recording} }}", StringComparison.Ordinal), cancellationToken);
    }

    private static IReadOnlyList<string> Says(string? tool) =>
    [
        tool is null ? "Neither terraform nor tofu is installed: the demo publishes a folder by commands instead." : $"Real {tool}, real git, in a repository made for this; nothing outside it is touched.",
        "The agent is a recording: its edits, costs and tokens were recorded, not made now.",
        "The gates are answered for you, as --yes would.",
    ];

    private async Task Git(string root, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await processes.Run(new Command("git", arguments) { WorkingDirectory = root, Environment = CommandEnvironment.Minimal.With("GIT_CONFIG_GLOBAL", Nowhere).With("GIT_CONFIG_NOSYSTEM", "1") }, null, cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(Problem.Of(CommandProblems.DemoFailed, $"git {arguments[0]} failed in {root}", result.StandardError.Trim()));
    }

    private static string Nowhere => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));

    private sealed record Sample(string Name, string Issue);
}

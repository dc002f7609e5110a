using Groundwright.Core.Problems;

namespace Groundwright.Core.Processes;

/// <summary>Finds programs, so that one that is missing is told apart from one that fails.</summary>
public static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of a command's program, as it will be found when the command is run.</summary>
    /// <exception cref="GroundwrightException">GW3001: it is not there. GW3002: it cannot be executed.</exception>
    public static string Of(Command command) => Resolve(command, command.Environment.Resolve().GetValueOrDefault("PATH"));

    /// <summary>The folders that a command's process looks for programs in. Absolute.</summary>
    public static IReadOnlyList<string> FoldersOf(Command command) => [.. Folders(command.Environment.Resolve().GetValueOrDefault("PATH"))];

    /// <summary>The absolute path of a command's program: as given, relative to its working directory, or on the PATH that the process gets.</summary>
    internal static string Resolve(Command command, string? searchPath)
    {
        var program = command.Program;
        if (program.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(program))
        {
            var path = Path.GetFullPath(program, command.WorkingDirectory);
            if (Candidates(path).FirstOrDefault(File.Exists) is not { } file) throw Missing(program, $"{path} does not exist.");
            return IsExecutable(file) ? file : throw NotExecutable(file);
        }

        var found = Search(program, searchPath).ToList();
        if (found.Find(IsExecutable) is { } executable) return executable;
        throw found.Count > 0 ? NotExecutable(found[0]) : Missing(program, $"It was looked for in PATH: {searchPath}");
    }

    /// <summary>Where a program is on our own PATH; null when it is not there.</summary>
    public static string? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Where a program is on a search path; null when it is not there.</summary>
    public static string? Find(string program, string? searchPath) => Search(program, searchPath).FirstOrDefault(IsExecutable);

    /// <summary>What is told about a file that the system refuses to run.</summary>
    internal static GroundwrightException NotExecutable(string file, string? detail = null, Exception? cause = null) =>
        new(Problem.Of(ProcessProblems.NotExecutable, $"{file} cannot be run", detail ?? "It has no permission to be executed.", new Remedy($"chmod +x '{file}'", "make it executable")), cause);

    private static GroundwrightException Missing(string program, string detail) =>
        new(new Problem { Code = ProcessProblems.ToolMissing, Summary = $"`{program}` is not installed", Detail = detail, Remedies = InstallHints.For(program) });

    private static IEnumerable<string> Search(string program, string? searchPath) =>
        Folders(searchPath)
            .SelectMany(folder => Candidates(Path.Combine(folder, program)))
            .Where(File.Exists);

    // A relative entry would run a file of whoever wrote the working directory.
    private static IEnumerable<string> Folders(string? searchPath) => (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified);

    private static IEnumerable<string> Candidates(string path) =>
        !OperatingSystem.IsWindows() ? [path] : (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';').Select(extension => path + extension).Prepend(path);

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}

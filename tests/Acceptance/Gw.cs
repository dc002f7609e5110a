using Groundwright.Testing;

namespace Acceptance;

/// <summary>The real program, as built.</summary>
internal static class Gw
{
    private static readonly string Program = Find();

    /// <summary>Runs a command to its end.</summary>
    public static (int ExitCode, string Output) Run(string directory, params string[] arguments) => ChildProcess.Run(Program, arguments, directory, Environment);

    /// <summary>Starts a command.</summary>
    public static ChildProcess Start(string directory, params string[] arguments) => ChildProcess.Start(Program, arguments, directory, Environment);

    /// <summary>Folder of the program.</summary>
    public static string Folder => Path.GetDirectoryName(Program)!;

    /// <summary>Root of this repository.</summary>
    public static string Repository { get; } = Root(AppContext.BaseDirectory);

    // Nothing of the person who runs the tests reaches the program: no tokens, no terraform settings.
    private static Dictionary<string, string?> Environment => new() { ["GITHUB_TOKEN"] = null, ["TERM"] = "dumb", ["CI"] = "true", ["GIT_CONFIG_GLOBAL"] = "/dev/null" };

    private static string Find()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        return Path.Combine(Root(AppContext.BaseDirectory), "artifacts", "bin", "Groundwright.Cli", configuration, OperatingSystem.IsWindows() ? "gw.exe" : "gw");
    }

    private static string Root(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Groundwright.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"{from} is not inside the repository");
    }
}

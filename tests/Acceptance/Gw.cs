using Groundwright.Testing;

namespace Acceptance;

/// <summary>The real program, as built.</summary>
internal static class Gw
{
    private const int Killed = 128 + 9;

    /// <summary>Its file.</summary>
    public static string Program { get; } = Find();

    /// <summary>Runs a command to its end.</summary>
    public static (int ExitCode, string Output) Run(string directory, params string[] arguments) => ChildProcess.Run(Program, arguments, directory, Environment);

    /// <summary>The same with more in its environment.</summary>
    public static (int ExitCode, string Output) RunWith(IReadOnlyDictionary<string, string?> more, string directory, params string[] arguments) =>
        ChildProcess.Run(Program, arguments, directory, Environment.Concat(more).ToDictionary());

    /// <summary>Starts a command.</summary>
    public static ChildProcess Start(string directory, params string[] arguments) => ChildProcess.Start(Program, arguments, directory, Environment);

    /// <summary>The same with more in its environment.</summary>
    public static ChildProcess StartWith(IReadOnlyDictionary<string, string?> more, string directory, params string[] arguments) =>
        ChildProcess.Start(Program, arguments, directory, Environment.Concat(more).ToDictionary());

    /// <summary>Runs a command as somebody else: the same files, another name.</summary>
    /// <param name="person">A user of this system that files need not belong to, such as <c>daemon</c>.</param>
    /// <param name="directory">Where.</param>
    /// <param name="arguments">The command.</param>
    public static (int ExitCode, string Output) RunAs(string person, string directory, params string[] arguments)
    {
        using var child = StartAs(person, directory, arguments);
        return (child.WaitForExit(TimeSpan.FromMinutes(2)), child.Output);
    }

    /// <summary>Starts it.</summary>
    public static ChildProcess StartAs(string person, string directory, params string[] arguments)
    {
        var id = ChildProcess.Run("id", ["-u", person]).Output.Trim();
        return ChildProcess.Start("unshare", ["--user", $"--map-user={id}", $"--map-group={id}", Program, .. arguments], directory, Environment);
    }

    /// <summary>Users can be stood in for, by a namespace of users.</summary>
    public static void NeedsPeople()
    {
        Needs.Linux();
        Needs.Tool("unshare", "apt-get install util-linux");
        if (ChildProcess.Run("unshare", ["--user", "--map-user=1", "--map-group=1", "true"]).ExitCode != 0) Assert.Skip("this system makes no namespaces of users");
    }

    /// <summary>Runs a command by another clock, which its tools do not see.</summary>
    /// <param name="time">As <c>faketime -f</c> wants it: <c>+25h</c>, or <c>@2026-11-24 10:00:00</c> in UTC.</param>
    /// <param name="directory">Where.</param>
    /// <param name="arguments">The command.</param>
    public static (int ExitCode, string Output) At(string time, string directory, params string[] arguments) =>
        ChildProcess.Run("faketime", ["-m", "--exclude-monotonic", "-f", time, Program, .. arguments], directory, new Dictionary<string, string?>(Environment) { ["TZ"] = "UTC" });

    /// <summary>The clock can be set for one process.</summary>
    public static void NeedsFakeTime() => Needs.Tool("faketime", "apt-get install faketime");

    /// <summary>Folder of the program.</summary>
    public static string Folder => Path.GetDirectoryName(Program)!;

    /// <summary>Runs a command with a fault at one of its system calls; what it starts is let go and knows nothing of it.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="fault">As strace's <c>inject=</c> wants it, such as <c>fsync:error=EIO:when=3</c>.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>Whether the fault was met too.</returns>
    public static (int ExitCode, string Output, bool Hit) Disturbed(string directory, string fault, params string[] arguments)
    {
        var log = Path.GetTempFileName();
        try
        {
            // strace counts for every thread by itself. With one thread in the pool all work after the start is one thread's, and the count is that of the process.
            var environment = new Dictionary<string, string?>(Environment) { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" };
            string[] strace = ["-f", "-b", "execve", "-q", "-e", "signal=none", "-o", log, "-e", $"trace={fault.Split(':')[0]}", "-e", $"inject={fault}"];
            var (exit, output) = ChildProcess.Run("strace", [.. strace, Program, .. arguments], directory, environment);
            // strace ends by the signal that its program ended by.
            return (exit, output, exit == Killed || File.ReadAllText(log).Contains("(INJECTED)", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(log);
        }
    }

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

using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>Q8: how long a command takes that does next to nothing, against an empty .NET console program.</summary>
internal static class StartupBench
{
    private const int Rounds = 11;
    private const int Runs = 10_000;

    /// <summary>Measures. Arguments: path of <c>gw</c> (default: it is published as for an archive of a release).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("gw-startup-").FullName;
        try
        {
            var empty = await BuildEmpty(folder);
            var gw = args.Length > 0 ? Path.GetFullPath(args[0]) : await Archive.Gw();
            await Tool.Run(folder, "git", "init", "-q");
            BenchRuns.Seed(Path.Combine(folder, ".git"), Runs);
            var times = await Times(folder, [(empty, []), (gw, ["--version"]), (gw, ["runs", "list"])]);
            return
            [
                new Figure("Q8", "gw --version of the archive against an empty console program", "ms", times[1], times[0], 2),
                new Figure("Q8", $"gw runs list ({Runs:N0} runs) of the archive against an empty console program", "ms", times[2], times[0], 4),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<double>[]> Times(string folder, (string Program, string[] Arguments)[] programs)
    {
        var times = programs.Select(_ => new List<double>()).ToArray();
        // The first round warms the file cache; alternating spreads the noise of the machine over all of them.
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < programs.Length; i++)
            {
                var time = await Tool.Run(folder, programs[i].Program, programs[i].Arguments);
                if (round >= 0) times[i].Add(time.TotalMilliseconds);
            }
        }
        return times;
    }

    private static async Task<string> BuildEmpty(string folder)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "empty.csproj"),
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>");
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), "return 0;\n");
        await Tool.Run(project, "dotnet", "build", "-c", "Release", "-v", "q", "-o", Path.Combine(project, "out"));
        return Path.Combine(project, "out", OperatingSystem.IsWindows() ? "empty.exe" : "empty");
    }
}

using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>R1: the kill tests with as many kills as asked for.</summary>
internal static class KillBench
{
    /// <summary>Runs them. Arguments: kills (1000; the store's test wants 50 to say anything).</summary>
    public static async Task<IReadOnlyList<KillCount>> Measure(string[] args)
    {
        var kills = args.Length > 0 ? Math.Max(50, int.Parse(args[0])) : 1000;
        return
        [
            await Test("the store, two owners at a time, at random moments", "Groundwright.Core.Tests", "No_acknowledged_event_is_lost", "GROUNDWRIGHT_STORE_KILLS", kills),
            await Test("whole runs of the program, at random moments, resumed to the end", "Acceptance", "Killed_at_random_moments", "GROUNDWRIGHT_KILLS", kills),
        ];
    }

    /// <summary>Prints what they came to.</summary>
    public static void Print(IEnumerable<KillCount> counts, TextWriter output)
    {
        foreach (var count in counts)
            output.WriteLine($"R1  {count.What,-70} {count.Kills,6} kills  {(count.Passed ? "held" : "FAILED")}  {count.Time.TotalMinutes:0.0} min");
    }

    private static async Task<KillCount> Test(string what, string project, string name, string variable, int kills)
    {
        var folder = Path.Combine(Places.Root, "tests", project);
        var (built, problems, _) = await Tool.Try(folder, null, "dotnet", "build", "-c", "Release", "-v", "q");
        if (built != 0) throw new InvalidOperationException(problems);
        var (exit, output, time) = await Tool.Try(folder, new Dictionary<string, string> { [variable] = $"{kills}" },
            "dotnet", "test", "-c", "Release", "--no-build", "--filter", $"FullyQualifiedName~{name}");
        // A filter that finds nothing, or a test that could not run here, proves nothing.
        var passed = exit == 0 && output.Contains("Passed:     1", StringComparison.Ordinal);
        if (!passed) await Console.Error.WriteLineAsync(output);
        return new KillCount(what, kills, passed, time);
    }
}

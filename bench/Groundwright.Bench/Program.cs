using System.Globalization;
using Groundwright.Bench;
using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;

var benches = new Dictionary<string, Func<string[], Task<IReadOnlyList<Figure>>>>
{
    ["journal"] = JournalBench.Measure,
    ["steps"] = StepsBench.Measure,
    ["startup"] = StartupBench.Measure,
    ["worktree"] = WorktreeBench.Measure,
    ["deploy"] = DeployBench.Measure,
    ["roots"] = RootsBench.Measure,
};
var name = args.FirstOrDefault("");
if (name == "all") return await All(args[1..]);
if (name == "kills") return await Kills(args[1..]);
if (!benches.TryGetValue(name, out var bench)) return Usage();
var figures = await bench(args[1..]);
FigureTable.Print(figures, Console.Out);
return figures.All(figure => figure.Holds) ? 0 : 1;

int Usage()
{
    Console.Error.WriteLine($"""
        usage: gw-bench <{string.Join('|', benches.Keys)}|kills> [arguments of its own]
               gw-bench all --date <date> [--kills <n>] [--without <name>,<name>] [--note <text>]   # writes docs/reference/figures.md
        """);
    return 2;
}

async Task<int> Kills(string[] own)
{
    var counts = await KillBench.Measure(own);
    KillBench.Print(counts, Console.Out);
    return counts.All(count => count.Passed) ? 0 : 1;
}

async Task<int> All(string[] own)
{
    if (Option(own, "--date") is not { } date || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return Usage();
    var without = Option(own, "--without")?.Split(',') ?? [];
    string[] chosen = [.. benches.Keys.Append("kills").Where(one => !without.Contains(one))];
    var sets = new List<MeasuredSet>();
    IReadOnlyList<KillCount> kills = [];
    foreach (var set in chosen)
    {
        Console.WriteLine($"\n{set}");
        if (set == "kills") KillBench.Print(kills = await KillBench.Measure([Option(own, "--kills") ?? "1000"]), Console.Out);
        else FigureTable.Print(Added(sets, new MeasuredSet(set, await benches[set]([]))), Console.Out);
        // Written after each, so that what was measured is kept when the rest is broken off.
        var left = benches.Keys.Append("kills").Where(one => one != "kills" ? sets.TrueForAll(done => done.Name != one) : kills.Count == 0);
        await File.WriteAllTextAsync(Path.Combine(Places.Root, "docs", "reference", "figures.md"), new FiguresPage(date, Option(own, "--note"), sets, kills, [.. left]).Text());
    }
    return sets.SelectMany(set => set.Figures).All(figure => figure.Holds) && kills.All(count => count.Passed) ? 0 : 1;
}

static IReadOnlyList<Figure> Added(List<MeasuredSet> sets, MeasuredSet set)
{
    sets.Add(set);
    return set.Figures;
}

static string? Option(string[] own, string option) => Array.IndexOf(own, option) is var at and >= 0 && at + 1 < own.Length ? own[at + 1] : null;

using System.Runtime.InteropServices;
using System.Text;

namespace Groundwright.Bench.Figures;

/// <summary><c>docs/reference/figures.md</c>: only what was measured by the run that wrote it.</summary>
internal sealed class FiguresPage(string date, string? note, IReadOnlyList<MeasuredSet> sets, IReadOnlyList<KillCount> kills, IReadOnlyList<string> leftOut)
{
    /// <summary>The page.</summary>
    public string Text()
    {
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}";
        var page = new StringBuilder("# Figures\n\n");
        page.Append("Written by `dotnet run -c Release --project bench/Groundwright.Bench -- all --date <date>`; every figure comes from that run or is not here.\n\n");
        page.Append($"Date: {date}. Machine: {machine}.\n\n");
        page.Append("Few cores and other work on them make absolute times noisy, so both sides are measured in turns. Measured is the median of the rounds' ratios; ");
        page.Append("the verdict is `unclear` where the ratio of the medians says otherwise. ");
        page.Append("The spread is the smallest and the largest round; single values are medians.\n\n");
        if (note is not null) page.Append($"{note}\n\n");
        page.Append("| id | what | bar | measured | verdict | ours | baseline | rounds | spread | command |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var set in sets)
            foreach (var figure in set.Figures)
                page.Append($"| {figure.Id} | {figure.What} | {figure.BarText} | {figure.MeasuredText} | {figure.Verdict} | {figure.OursText} | {figure.BaselineText} | {figure.Ours.Count} | {figure.SpreadText} | `{set.Name}` |\n");
        AddKills(page);
        if (leftOut.Count > 0) page.Append($"\nNot measured in this run: {string.Join(", ", leftOut.Select(name => $"`{name}`"))}.\n");
        return page.ToString();
    }

    private void AddKills(StringBuilder page)
    {
        if (kills.Count == 0) return;
        page.Append("\n## Kills survived\n\n| id | what | kills | result | minutes | command |\n|---|---|---|---|---|---|\n");
        foreach (var count in kills)
            page.Append($"| R1 | {count.What} | at least {count.Kills} | {(count.Passed ? "nothing lost, nothing done twice" : "failed")} | {count.Time.TotalMinutes:0.0} | `kills` |\n");
    }
}

/// <summary>The figures of one sub-command.</summary>
internal sealed record MeasuredSet(string Name, IReadOnlyList<Figure> Figures);

/// <summary>What a kill test came to.</summary>
/// <param name="What">What was killed.</param>
/// <param name="Kills">How many kills were asked for; the test goes on until it made that many.</param>
/// <param name="Passed">Whether it held.</param>
/// <param name="Time">How long it took.</param>
internal sealed record KillCount(string What, int Kills, bool Passed, TimeSpan Time);

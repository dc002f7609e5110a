using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>Everything about one release.</summary>
internal static class ReleaseScreen
{
    /// <summary>Tells it.</summary>
    public static Screen Of(ReleaseStory story, ScreenScope scope)
    {
        var release = story.Release;
        var verdict = ReleasesScreen.Verdict(story.Verdict);
        var screen = new Screen().Add(new Line().Add("  ").Add(release.Title ?? release.Id, Tone.Strong).Right(release.Id, scope.Width - 2, Tone.Dim)).Add(new Line().Add("  ").Add(verdict.Text, verdict.Tone));
        Fields.Add(screen, "where", $"{release.Environment}, {release.Mode}{(release.From is { } from ? $" of {from}" : "")}", scope.Width);
        Fields.Add(screen, "when", $"{Say.Clock(release.Ended, scope.Now, scope.Zone)}, took {Say.Duration(TimeSpan.FromSeconds(story.Seconds))}", scope.Width);
        Fields.Add(screen, "by", $"{release.Actor ?? "unknown"}, run {release.RunId}", scope.Width);
        Fields.Add(screen, "commit", release.Commit, scope.Width);
        Many(screen, "applied", release.Plans.OrderBy(plan => plan.Key, StringComparer.Ordinal).Select(plan => Applied(release, plan.Key, plan.Value)), scope);
        Many(screen, "versions", release.Versions?.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => $"{version.Key} {version.Value}") ?? [], scope);
        Fields.Add(screen, "soak", release.SoakSkipped is { } skipped ? $"skipped, {Say.Duration(skipped)} were left" : null, scope.Width);
        Many(screen, "approvals", release.Approvals, scope);
        Many(screen, "checks", release.Checks, scope);
        Many(screen, "verdicts", story.Marks.Select(mark => $"{mark.Verdict.ToString().ToLowerInvariant()}, {mark.By}, {Say.Clock(mark.At, scope.Now, scope.Zone)}: {mark.Reason}"), scope);
        Fields.Add(screen, "audit", release.Audit is { } audit ? $"record {audit.Count}, {audit.Hash[..Math.Min(12, audit.Hash.Length)]}" : null, scope.Width);
        var next = new List<(string, string)> { ($"gw runs show {release.RunId}", "how it was made") };
        if (story.Previous is { } previous) next.Insert(0, ($"gw releases diff {previous} {release.Id}", "what it brought"));
        return screen.Blank().Add(Fields.Commands(next));
    }

    private static string Applied(Core.Environments.Release release, string target, string plan)
    {
        var done = release.Applied.TryGetValue(target, out var changes) ? $"{changes.Added} added, {changes.Changed} changed, {changes.Destroyed} destroyed" : "not applied";
        return $"{target}: {done}   plan {plan[..Math.Min(12, plan.Length)]}";
    }

    private static void Many(Screen screen, string label, IEnumerable<string> values, ScreenScope scope)
    {
        foreach (var value in values)
        {
            Fields.Add(screen, label, value, scope.Width);
            label = "";
        }
    }
}

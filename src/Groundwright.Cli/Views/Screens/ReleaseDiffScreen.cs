using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Worktrees;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What lies between two releases.</summary>
internal static class ReleaseDiffScreen
{
    private const int Most = 20;

    /// <summary>Tells it.</summary>
    public static Screen Of(ReleaseDiff diff, ScreenScope scope)
    {
        var screen = new Screen().Add(new Line().Add("  ").Add($"{diff.From.Id} → {diff.To.Id}", Tone.Strong).Right($"{Short(diff.From.Commit)} → {Short(diff.To.Commit)}", scope.Width - 2, Tone.Dim));
        if (diff.Brought.Count + diff.Lost.Count == 0) screen.Add("  The same commit.");
        Part(screen, $"Brings {Say.Many(diff.Requests.Count, "request")}", [.. diff.Requests.Select(request => $"{request.Title}{(request.Issue is null ? "" : $"   issue {request.Issue}")}")], scope);
        Part(screen, $"Brings {Say.Many(diff.Brought.Count, "commit")}", [.. diff.Brought.Select(Text)], scope);
        Part(screen, $"Takes {Say.Many(diff.Lost.Count, "commit")} away", [.. diff.Lost.Select(Text)], scope, Tone.Warn);
        Part(screen, "Versions", [.. diff.Versions.Select(version => $"{version.Name}   {version.From ?? "not there"} → {version.To ?? "not there"}")], scope);
        Part(screen, "Targets", [.. diff.Targets.Select(Text)], scope);
        return screen.Blank().Add(Fields.Commands([($"gw releases diff {diff.From.Id} {diff.To.Id} --notes", "as notes")]));
    }

    private static void Part(Screen screen, string title, IReadOnlyList<string> lines, ScreenScope scope, Tone tone = Tone.Plain)
    {
        if (lines.Count == 0) return;
        screen.Blank().Add($"  {title}", tone);
        foreach (var line in lines.Take(Most)) screen.Add($"    {PlainText.Clip(PlainText.Clean(line), scope.Width - 5)}");
        if (lines.Count > Most) screen.Add($"    {lines.Count - Most} more: --json", Tone.Dim);
    }

    private static string Text(LoggedCommit commit) => $"{Short(commit.Id)}  {commit.Subject}";

    private static string Text(TargetDiff target) => target switch
    {
        { ToPlan: null } => $"{target.Target}   only in the first one",
        { Applied: { } done } => $"{target.Target}   {done.Added} added, {done.Changed} changed, {done.Destroyed} destroyed   plan {Short(target.ToPlan)}",
        _ => $"{target.Target}   plan {Short(target.ToPlan)}",
    };

    private static string Short(string id) => id[..Math.Min(7, id.Length)];
}

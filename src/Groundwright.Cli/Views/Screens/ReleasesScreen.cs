using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What was released, newest first.</summary>
internal static class ReleasesScreen
{
    /// <summary>One line a release.</summary>
    public static Screen Of(IReadOnlyList<ReleaseLine> releases, int total, ScreenScope scope)
    {
        if (releases.Count == 0) return new Screen().Add("  Nothing was released yet. Begin with: gw sdlc <issue>, or gw deploy <environment>");
        var table = new Table("RELEASE", "MODE", "COMMIT", "BY", "VERDICT", "TOOK", "AGE");
        foreach (var release in releases)
            table.Add(new Span(release.Release, release.Current ? Tone.Accent : Tone.Plain), new Span(release.Mode, Tone.Plain), new Span(release.Commit[..Math.Min(7, release.Commit.Length)], Tone.Dim),
                new Span(release.By ?? "unknown", Tone.Plain), Verdict(release.Verdict), new Span(Say.Duration(TimeSpan.FromSeconds(release.Seconds)), Tone.Plain), new Span(Say.Age(scope.Now - release.Ended), Tone.Dim));
        var screen = table.Lay(scope.Width);
        return releases.Count == total ? screen : screen.Add($"  {total - releases.Count} more: gw releases list --all", Tone.Dim);
    }

    /// <summary>What is thought of a release.</summary>
    public static Span Verdict(ReleaseJudgement judgement) => judgement switch
    {
        ReleaseJudgement.Failed or ReleaseJudgement.Bad => new Span($"{Mark.Failed.Text} {judgement.ToString().ToLowerInvariant()}", Tone.Bad),
        _ => new Span($"{Mark.Done.Text} {judgement.ToString().ToLowerInvariant()}", Tone.Good),
    };
}

using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Cli.Views;

/// <summary>A release in a list.</summary>
/// <param name="Release">Its id.</param>
/// <param name="Environment">Where.</param>
/// <param name="Mode">How it came about.</param>
/// <param name="Commit">What was put there.</param>
/// <param name="By">Who asked for it; null: not written down.</param>
/// <param name="Title">What was asked for; null: not written down.</param>
/// <param name="Verdict">What is thought of it.</param>
/// <param name="Ended">When it was done.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Current">Whether it is there now.</param>
internal sealed record ReleaseLine(
    string Release, string Environment, string Mode, string Commit, string? By, string? Title, ReleaseJudgement Verdict, DateTimeOffset Ended, double Seconds, bool Current)
{
    /// <summary>From the ledger.</summary>
    public static ReleaseLine Of(LedgerState ledger, Release release) => new(release.Id, release.Environment, release.Mode, release.Commit, release.Actor, release.Title,
        Judge(ledger, release), release.Ended, (release.Ended - release.Started).TotalSeconds, ledger.Current(release.Environment)?.Id == release.Id);

    /// <summary>What is thought of a release: the last mark says it, before it the checks.</summary>
    public static ReleaseJudgement Judge(LedgerState ledger, Release release) => ledger.Marks.LastOrDefault(mark => mark.ReleaseId == release.Id)?.Verdict switch
    {
        ReleaseVerdict.Bad => ReleaseJudgement.Bad,
        ReleaseVerdict.Good when release.Healthy => ReleaseJudgement.Confirmed,
        _ => release.Healthy ? ReleaseJudgement.Healthy : ReleaseJudgement.Failed,
    };
}

/// <summary>What is thought of a release.</summary>
internal enum ReleaseJudgement
{
    /// <summary>Its checks passed.</summary>
    Healthy,

    /// <summary>Its checks passed and a person says that it works.</summary>
    Confirmed,

    /// <summary>Its checks failed.</summary>
    Failed,

    /// <summary>It was rolled back, or a person says that it does not work.</summary>
    Bad,
}

/// <summary>Everything about one release.</summary>
/// <param name="Release">The release as it was written down.</param>
/// <param name="Marks">What was said about it afterwards, oldest first.</param>
/// <param name="Verdict">What is thought of it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Previous">Id of the release before it; null: it was the first.</param>
internal sealed record ReleaseStory(Release Release, IReadOnlyList<ReleaseMark> Marks, ReleaseJudgement Verdict, double Seconds, string? Previous)
{
    /// <summary>From the ledger.</summary>
    public static ReleaseStory Of(LedgerState ledger, Release release)
    {
        var before = ledger.ReleasesOf(release.Environment).TakeWhile(other => other.Id != release.Id).LastOrDefault();
        return new ReleaseStory(release, [.. ledger.Marks.Where(mark => mark.ReleaseId == release.Id)], ReleaseLine.Judge(ledger, release), (release.Ended - release.Started).TotalSeconds, before?.Id);
    }
}

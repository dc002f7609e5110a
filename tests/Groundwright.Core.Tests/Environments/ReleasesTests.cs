using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Tests.Environments;

public sealed class ReleasesTests
{
    private static readonly Release Old = Made.Release("prod-2026-11-19-1", 100);
    private static readonly Release New = Made.Release("prod-2026-11-20-1", 10) with { Versions = new Dictionary<string, string> { ["api"] = "1.5" } };

    [Fact]
    public void Requests_are_read_from_the_messages_of_merges()
    {
        var requests = ReleasedRequest.In(
        [
            Commit("a", "Merge feature-issue-12", "Add a log bucket\n\nGroundwright run 7k2m9xqd, issue 12"),
            Commit("b", "Merge patch", "Fix it\n\nGroundwright run abcd1234"),
            Commit("c", "Say Groundwright run 7k2m9xqd, issue 12 in passing", "because of Groundwright run 7k2m9xqd, issue 12"),
            Commit("d", "By hand", ""),
        ]);
        requests.ShouldBe([new ReleasedRequest("Add a log bucket", "12", "7k2m9xqd", "a"), new ReleasedRequest("Fix it", null, "abcd1234", "b")]);
    }

    [Fact]
    public void Words_of_others_stay_words_in_the_notes()
    {
        var diff = new ReleaseDiff(Old, New, [Commit("a", "[click](http://evil) <img src=x>\n# no", "")], [], [], [], [new VersionDiff("api", null, "1.5`x")]);
        var notes = ReleaseNotes.Of(diff);

        notes.ShouldContain(@"\[click\](http://evil) \<img src=x\> \# no (ada)");
        notes.ShouldContain("- api: not there → `1.5'x`");
        notes.Split('\n').Count(line => line.StartsWith('#')).ShouldBe(3);
    }

    [Fact]
    public void A_release_is_found_by_its_id_a_beginning_of_it_or_its_environment()
    {
        var ledger = Made.Ledger(Old, New);

        ReleaseChoice.Of(ledger, "prod-2026-11-19-1").ShouldBe(Old);
        ReleaseChoice.Of(ledger, "prod-2026-11-20").ShouldBe(New);
        ReleaseChoice.Of(ledger, "prod").ShouldBe(New);
        ReleaseChoice.Two(ledger, "prod-2026-11-19-1..prod", null).ShouldBe((Old, New));
        ProblemOf(() => ReleaseChoice.Of(ledger, "prod-2026")).Summary.ShouldBe("2 releases begin with `prod-2026`");
        ProblemOf(() => ReleaseChoice.Of(ledger, "prd")).Summary.ShouldBe("there is no release `prd`, did you mean `prod`?");
        ProblemOf(() => ReleaseChoice.Of(ledger, "")).Code.ShouldBe(ReleaseProblems.Unknown);
        ProblemOf(() => ReleaseChoice.Two(ledger, "prod..", null)).Code.ShouldBe(ReleaseProblems.NotTwo);
        ProblemOf(() => ReleaseChoice.Of(Made.Ledger(New, Made.Release("prod-2026-11-20-2", mode: ReleaseModes.Destroy)), "prod")).Summary.ShouldBe("nothing is in prod now");
    }

    private static LoggedCommit Commit(string id, string subject, string body) => new(id, Made.Now, "ada", subject, body);

    private static Problem ProblemOf(Action action) => Should.Throw<GroundwrightException>(action).Problem;
}

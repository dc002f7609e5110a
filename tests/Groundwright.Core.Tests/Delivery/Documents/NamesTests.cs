using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery.Documents;

[Covers("A3")]
public sealed class NamesTests
{
    [Theory]
    [InlineData("Add a log bucket with 30-day retention", "feature-issue-12-7k2m9xqd-add-log-bucket")]
    [InlineData("Größere Datenbank für Zürich anlegen", "feature-issue-12-7k2m9xqd-groessere-datenbank-fuer-zuerich-anlegen")]
    [InlineData("Don't lose `state`; rm -rf /", "feature-issue-12-7k2m9xqd-dont-lose-state-rm-rf")]
    [InlineData("typo", "feature-issue-12-7k2m9xqd-typo-feature-change")]
    [InlineData("feature change", "feature-issue-12-7k2m9xqd-feature-change-request")]
    [InlineData("日本語のみ", "feature-issue-12-7k2m9xqd-feature-change-request")]
    [InlineData("one two three four five six seven", "feature-issue-12-7k2m9xqd-one-two-three-four-five-six")]
    public void A_branch_says_class_issue_run_and_a_few_words(string title, string branch) =>
        Names.Branch(RequestClass.Feature, "12", "7k2m9xqd", title).ShouldBe(branch);

    [Fact]
    public void Without_an_issue_the_number_is_left_out()
    {
        Names.Branch(RequestClass.Bug, null, "7k2m9xqd", "Fix the pump").ShouldBe("bug-7k2m9xqd-fix-pump-bug");
        Names.PullRequestTitle(RequestClass.Bug, null, "Fix  the\npump").ShouldBe("bug: Fix the pump");
    }

    [Fact]
    public void Documents_and_pull_requests_have_the_names_of_the_contract()
    {
        Names.Spec(RequestClass.Feature, "12", "7K2M9XQD", "Add a log bucket").ShouldBe("specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md");
        Names.Patch(RequestClass.Feature, "12", "7k2m9xqd", "Add a log bucket").ShouldBe("specs/patch/issue-12-7k2m9xqd-add-log-bucket.md");
        Names.Patch(RequestClass.Feature, "12", "7k2m9xqd", "Add a log bucket", 2).ShouldBe("specs/patch/issue-12-7k2m9xqd-add-log-bucket-2.md");
        Names.PullRequestTitle(RequestClass.Feature, "12", "Add a log bucket").ShouldBe("feature: #12 - Add a log bucket");
    }

    [Theory]
    [InlineData("Add a log bucket.", "build: feature: Add a log bucket")]
    [InlineData("Add a log bucket with a retention of thirty days, and an alarm", "build: feature: Add a log bucket with a retention of thirty days")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "build: feature: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData(" \n ", "build: feature: change")]
    public void A_commit_subject_is_cut_at_a_word(string subject, string expected) => Names.CommitSubject("build", RequestClass.Feature, subject).ShouldBe(expected);

    [Fact]
    public void An_id_that_is_none_makes_no_name() =>
        Should.Throw<GroundwrightException>(() => Names.Branch(RequestClass.Feature, "12", "../x", "Add")).Problem.Code.Id.ShouldBe("GW1301");

    [Fact]
    [Covers("T8")]
    public void Any_title_makes_a_name_that_is_safe_as_ref_and_path() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (title, issue) =>
        {
            var branch = Names.Branch(RequestClass.Patch, issue.Get, "abc12345", title.Get);
            var words = branch[(branch.IndexOf("abc12345", StringComparison.Ordinal) + 9)..].Split('-');
            return branch.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') && !branch.Contains("--", StringComparison.Ordinal) && words.Length is >= 3 and <= 6 && branch.Length < 240;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    [Covers("T8")]
    public void Any_commit_subject_is_one_line_of_at_most_50_characters() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), subject =>
        {
            var line = Names.CommitSubject("plan", RequestClass.Bug, subject.Get + subject.Get + subject.Get)["plan: bug: ".Length..];
            return line.EnumerateRunes().Count() is > 0 and <= 50 && !line.Contains('\n', StringComparison.Ordinal) && line.Trim() == line;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Git_takes_every_branch_that_is_made()
    {
        var titles = new[] { "Add", "..", "@{-1}", "a.lock", "-x --force", "ref^{}~1:?*[\\", "日本", new string('z', 500), "HEAD", "refs/heads/main" };
        foreach (var title in titles)
            ChildProcess.Run("git", ["check-ref-format", "--branch", Names.Branch(RequestClass.Chore, "1", "abc12345", title)]).ExitCode.ShouldBe(0, title);
    }
}

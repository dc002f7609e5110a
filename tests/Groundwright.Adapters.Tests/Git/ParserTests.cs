using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Git;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Git;

[Covers("T8")]
public class ParserTests
{
    private static readonly Gen<string> Names = Gen.Elements([.. "ab/.-\n\t \"'ü\\*:="]).NonEmptyListOf().Select(chars => new string([.. chars]));

    [Fact]
    public void Tree_entries_of_any_name_come_back() => Check.QuickThrowOnFailure(Prop.ForAll(Names.ListOf().ToArbitrary(), names =>
        TreeEntry.Parse(string.Concat(names.Select(name => $"100644 blob 0123abc\t{name}\0"))).Select(entry => entry.Path).SequenceEqual(names)));

    [Fact]
    public void Numbers_of_changes_of_any_name_add_up() => Check.QuickThrowOnFailure(Prop.ForAll(Names.ListOf().ToArbitrary(), names =>
    {
        var stat = Changes.ParseNumbers(string.Concat(names.Select((name, i) => i % 3 == 0 ? $"-\t-\t{name}\0" : $"{i}\t1\t{name}\0")));
        return stat.Paths.SequenceEqual(names) && stat.Removed == names.Where((_, i) => i % 3 != 0).Count();
    }));

    [Fact]
    public void Raw_changes_of_any_name_come_back() => Check.QuickThrowOnFailure(Prop.ForAll(Names.ListOf().ToArbitrary(), names =>
        Changes.ParseRaw(string.Concat(names.Select(name => $":000000 160000 0 1 A\0{name}\0"))).Select(change => change.Path).SequenceEqual(names)));

    [Fact]
    public void Settings_of_any_value_come_back() => Check.QuickThrowOnFailure(Prop.ForAll(Names.ListOf().ToArbitrary(), values =>
        GitConfig.Parse(string.Concat(values.Select(value => $"filter.a.b.clean\n{value}\0"))).Select(entry => entry.Value).SequenceEqual(values)));

    [Fact]
    public void Names_of_drivers_keep_their_dots() =>
        GitConfig.Names(GitConfig.Parse("filter.a.b=c.clean\nx\0filter.lfs.required\0merge.tool\nx\0filter.a.b=c.smudge\ny\0"), "filter").ShouldBe(["a.b=c", "lfs"]);

    [Fact]
    public void Checkouts_at_any_path_come_back() => Check.QuickThrowOnFailure(Prop.ForAll(Names.ListOf().ToArbitrary(), names =>
        CheckedOut.Parse(string.Concat(names.Select(name => $"worktree /{name}\0HEAD 1\0branch refs/heads/x\0locked because\0\0")))
            .SequenceEqual(names.Select(name => new CheckedOut("/" + name, "refs/heads/x")))));

    [Fact]
    public void No_parser_is_brought_down_by_anything_but_a_format_error() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        Action[] parsers =
        [
            () => TreeEntry.Parse(text.Get), () => Changes.ParseNumbers(text.Get), () => Changes.ParseRaw(text.Get), () => GitConfig.Names(GitConfig.Parse(text.Get), "filter"),
            () => CheckedOut.Parse(text.Get), () => PushReport.Parse(text.Get), () => GitVersion.Parse(text.Get), () => Merging.Parse(text.Get, true), () => TreePath.IsGitName(text.Get),
        ];
        foreach (var parser in parsers)
        {
            try
            {
                parser();
            }
            catch (FormatException)
            {
                // Said so: what git printed is not what it is documented to print.
            }
        }
    }));

    [Theory]
    [InlineData("git version 2.38.0", 2, 38, true), InlineData("git version 2.37.9\n", 2, 37, false), InlineData("git version 3.0", 3, 0, true)]
    [InlineData("git version 2.39.5 (Apple Git-154)", 2, 39, true), InlineData("git version 2.45.1.windows.1", 2, 45, true), InlineData("git version 1.99", 1, 99, false)]
    public void Versions_of_every_system_are_read(string text, int major, int minor, bool enough)
    {
        var version = GitVersion.Parse(text);
        version.ShouldBe(new GitVersion(major, minor));
        version!.IsEnough.ShouldBe(enough);
    }

    [Theory]
    [InlineData(".git"), InlineData(".GiT"), InlineData(".git."), InlineData(".git . ."), InlineData("git~1"), InlineData("GIT~1"), InlineData(".git::$INDEX_ALLOCATION"), InlineData(".\u200dgit")]
    public void Names_that_mean_git_somewhere_are_known(string name) => TreePath.IsGitName(name).ShouldBeTrue();

    [Theory]
    [InlineData(".gitignore"), InlineData(".github"), InlineData("git"), InlineData("a.git"), InlineData("git~2"), InlineData("..git")]
    public void Names_that_only_look_like_it_are_not(string name) => TreePath.IsGitName(name).ShouldBeFalse();

    [Theory]
    [InlineData("To x\n*\ta:b\t[new branch]\nDone\n", "Done"), InlineData("!\ta:b\t[rejected] (stale info)\n", "Stale")]
    [InlineData("!\ta:b\t[remote rejected] (protected branch hook declined)\n", "Rejected"), InlineData("", "NotReached"), InlineData("=\ta:b\t[up to date]\r\n", "Done")]
    public void The_end_of_a_push_is_read(string text, string end) => $"{PushReport.Parse(text).End}".ShouldBe(end);
}

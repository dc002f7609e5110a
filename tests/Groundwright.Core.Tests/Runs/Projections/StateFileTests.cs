using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Projections;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Projections;

[Covers("A11")]
public sealed class StateFileTests
{
    /// <summary>The example of the old system's own documentation.</summary>
    internal const string OldExample = """
        {
          "ipe_id": "abc12345",
          "issue_number": "123",
          "branch_name": "ipe/abc12345-feature",
          "spec_file": "specs/low-level/plan-feature.md",
          "issue_class": "/feature",
          "worktree_path": "/path/to/trees/abc12345",
          "environment": "dev",
          "terraform_dir": "io/terraform/environments/dev",
          "model_set": "base",
          "all_ipes": ["ipe_plan_iso", "ipe_build_ami_iso", "ipe_build_iso"]
        }

        """;

    [Fact]
    public void The_example_of_the_old_system_is_written_again_byte_for_byte() =>
        StateFile.Read(OldExample, "s.json").ToJson().ShouldBe(OldExample.ReplaceLineEndings("\n"));

    [Fact]
    public void The_example_of_the_old_system_can_be_continued()
    {
        var adopted = StateFile.Read(OldExample, "s.json").Adopt("s.json");
        adopted.Id.ShouldBe("abc12345");
        adopted.IssueNumber.ShouldBe("123");
        adopted.Branch.ShouldBe("ipe/abc12345-feature");
        adopted.Spec.ShouldBe("specs/low-level/plan-feature.md");
        adopted.Class.ShouldBe(RequestClass.Feature);
        adopted.Environment.ShouldBe("dev");
        adopted.DonePhases.ShouldBe(["plan", "image", "build"]);
        adopted.Values.Keys.ShouldBe(StateFields.Always);
    }

    [Fact]
    public void Old_forms_and_chains_are_understood()
    {
        var state = StateFile.Read("""{"ipe_id": "IPE-Staging001", "issue_number": 7, "issue_class": "/ipe_bug", "branch_name": null, "all_ipes": ["ipe_plan_build_test_iso", "ipe_sdlc_iso", "mine"]}""", "s.json");
        state.Class.ShouldBe(RequestClass.Bug);
        var adopted = state.Adopt("s.json");
        (adopted.Id, adopted.IssueNumber, adopted.Branch).ShouldBe(("ipe-staging001", "7", null));
        // What plan leaves behind is not there, so plan is not done.
        adopted.DonePhases.ShouldBe(["build", "test"]);
    }

    [Theory]
    [InlineData("/path/to/trees/abc/specs/x.md", "specs/x.md")]
    [InlineData("./specs//x.md", "specs/x.md")]
    [InlineData("specs\\low-level\\x.md", "specs/low-level/x.md")]
    public void A_spec_inside_the_worktree_is_found_again(string written, string spec)
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["ipe_id"] = "abc", ["spec_file"] = written, ["worktree_path"] = "/path/to/trees/abc" });
        StateFile.Read(json, "s.json").Adopt("s.json").Spec.ShouldBe(spec);
    }

    [Fact]
    public void A_branch_or_spec_that_leads_outside_is_refused()
    {
        var state = StateFile.Read("""{"ipe_id": "abc", "branch_name": "--upload-pack=x", "spec_file": "../../etc/passwd"}""", "s.json");
        Should.Throw<GroundwrightException>(() => state.Adopt("s.json")).Problems.Select(problem => problem.Code).ShouldBe([StateProblems.CannotContinue, StateProblems.CannotContinue]);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_place()
    {
        var json = """
            {
              "issue_class": "/epic",
              "model_set": "huge",
              "all_ipes": "ipe_plan_iso",
              "build_timeout": 0,
              "branch_name": 7,
              "groundwright": []
            }
            """;
        Refused(json).Select(problem => problem.Source!.ToString()).ShouldBe(["s.json:1:1", "s.json:2:18", "s.json:3:16", "s.json:4:15", "s.json:5:20", "s.json:6:18", "s.json:7:19"]);
    }

    [Theory]
    [Covers("T8")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"ipe_id\": \"abc\"")]
    [InlineData("{\"ipe_id\": null}")]
    [InlineData("{\"ipe_id\": \"../x\"}")]
    [InlineData("{\"ipe_id\": \"abc\", \"ipe_id\": \"abd\"}")]
    [InlineData("{\"ipe_id\": \"abc\", \"\\ud800\": 1}")]
    [InlineData("{\"ipe_id\": \"abc\", \"branch_name\": \"\\ud800\"}")]
    public void What_is_no_state_file_is_refused(string json) => Refused(json).ShouldAllBe(problem => problem.Code == StateProblems.Malformed && problem.Source != null);

    [Fact]
    [Covers("T8")]
    public void Deep_and_huge_files_are_refused()
    {
        Refused("{\"ipe_id\": \"abc\", \"x\": " + new string('[', 100_000)).ShouldHaveSingleItem();
        Refused(new string(' ', 5_000_000)).ShouldHaveSingleItem();
    }

    [Fact]
    [Covers("T8")]
    public void Keys_that_are_not_ours_keep_their_bytes()
    {
        var value = Gen.Elements("1.0", "-0", "1e400", "12345678901234567890", "\"\\u00e9é\\/\"", "\"\\ud83d\\ude00\"", "{ \"a\" : [ 1,2 , {\"b\":null} ] }", "[]", "{}", "true", "\"\\ud800\"", "\"<&>'\"");
        Prop.ForAll(Gen.ListOf(value).ToArbitrary(), values =>
        {
            var json = "{\"ipe_id\": \"abc\"" + string.Concat(values.Select((raw, i) => $", \"x{i} é\": {raw}")) + "}";
            var projected = StateFile.Project(FoldedRun.Of(), StateFile.Read(json, "s.json"));
            var again = StateFile.Read(projected.ToJson(), "s.json");
            return values.Select((raw, i) => (raw, i)).All(pair => again.Entries[pair.i + 1].Key == $"x{pair.i} é" && again.Entries[pair.i + 1].Value.GetRawText() == pair.raw);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    [Covers("T8")]
    public void Any_change_of_a_character_is_read_or_refused()
    {
        var gen = from at in Gen.Choose(0, OldExample.Length - 1) from with in Gen.Elements("", "\"", "{", "}", "[", "\\", "\\ud800", "0", ",", "\n", "x", "🚀", "\0", "/../", "\"a\":1,") select OldExample[..at] + with + OldExample[(at + 1)..];
        Prop.ForAll(gen.ToArbitrary(), text =>
        {
            try
            {
                var state = StateFile.Read(text, "s");
                _ = state.Adopt("s");
                return StateFile.Read(StateFile.Project(FoldedRun.Of(), state).ToJson(), "s").Entries.Count >= StateFields.Always.Count;
            }
            catch (GroundwrightException refused)
            {
                return refused.Problems.Count > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public async Task It_is_piped_in_and_out()
    {
        using var writer = new StringWriter();
        var state = await StateFile.Read(new StringReader(OldExample), TestContext.Current.CancellationToken);
        await state.Write(writer, TestContext.Current.CancellationToken);
        writer.ToString().ShouldBe(OldExample.ReplaceLineEndings("\n"));
        await Should.ThrowAsync<GroundwrightException>(() => StateFile.Read(new StringReader(new string('x', 6_000_000)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_schema_names_every_field()
    {
        using var schema = JsonDocument.Parse(StateSchema.Json());
        schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)
            .ShouldBe([.. StateFields.Always, StateFields.AmiVersion, StateFields.VersionStrategy, StateFields.BuildTimeout, StateFields.Groundwright]);
        schema.RootElement.GetProperty("required").EnumerateArray().Select(value => value.GetString()).ShouldBe([StateFields.IpeId]);
        schema.RootElement.TryGetProperty("additionalProperties", out _).ShouldBeFalse();
    }

    [Fact]
    [Covers("T8")]
    public void A_branch_is_valid_when_git_says_so()
    {
        string[] names = ["a", "a/b", "ipe/x-1", "HEAD", "-a", "a..b", "a.lock", "a.lock/b", ".a", "a/.b", "a/", "/a", "a//b", "a b", "a~", "a^", "a:b", "a?", "a*", "a[", "a\\b", "a@{b", "a@b", "a.", "ä", "{a}", "a\tb"];
        foreach (var name in names)
            BranchName.IsValid(name).ShouldBe(ChildProcess.Run("git", ["check-ref-format", "--branch", name]).ExitCode == 0, name);
    }

    private static IReadOnlyList<Problem> Refused(string json) => Should.Throw<GroundwrightException>(() => StateFile.Read(json, "s.json")).Problems;
}

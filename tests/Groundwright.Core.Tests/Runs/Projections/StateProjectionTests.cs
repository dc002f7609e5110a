using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Projections;

[Covers("A11")]
public sealed class StateProjectionTests
{
    [Fact]
    public void A_run_is_shown_with_the_fields_of_the_contract()
    {
        var run = FoldedRun.Of() with
        {
            Status = RunStatus.Succeeded,
            Work = [FoldedRun.Work("sdlc", 0)],
            Phases =
            [
                FoldedRun.Done("plan", 1, ("branch", "feature-issue-12-abc12345-add-log-bucket"), ("spec", "specs/low-level/x.md"), ("class", "feature"), ("worktree", "/w/trees/abc12345"), ("usd", "0.08")),
                FoldedRun.Done("own", 2),
                FoldedRun.Done("build", 3, ("environment", "dev"), ("usd", "0.3"), ("tokens", "41000")),
            ],
        };
        StateFile.Project(run, null).ToJson().ShouldBe("""
            {
              "ipe_id": "abc12345",
              "issue_number": "12",
              "branch_name": "feature-issue-12-abc12345-add-log-bucket",
              "spec_file": "specs/low-level/x.md",
              "issue_class": "/feature",
              "worktree_path": "/w/trees/abc12345",
              "environment": "dev",
              "terraform_dir": null,
              "model_set": "base",
              "all_ipes": [
                "ipe_sdlc_iso",
                "ipe_plan_iso",
                "ipe_build_iso"
              ],
              "groundwright": {
                "version": 1,
                "tool": "0.1.0",
                "status": "succeeded",
                "outcome": "succeeded",
                "problem": null,
                "title": "Add a log bucket",
                "workflow": "sdlc",
                "started": "2026-11-20T12:00:00+00:00",
                "updated": "2026-11-20T12:09:00+00:00",
                "phases": [
                  {
                    "name": "plan",
                    "status": "done",
                    "summary": "plan done"
                  },
                  {
                    "name": "own",
                    "status": "done",
                    "summary": "own done"
                  },
                  {
                    "name": "build",
                    "status": "done",
                    "summary": "build done"
                  }
                ],
                "tokens": 41000,
                "usd": 0.38
              }
            }

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_file_of_the_old_system_is_continued_without_losing_a_key()
    {
        var old = StateFile.Read(StateFileTests.OldExample.Replace("\"model_set\"", "\"ami_version\": \"v1\",\n  \"team\": {\"z\": 1, \"a\": 2},\n  \"model_set\"", StringComparison.Ordinal), "s.json");
        var run = FoldedRun.Of(adopted: old) with { Work = [FoldedRun.Work("test", 1)], Phases = [FoldedRun.Done("test", 2), FoldedRun.Done("build", 3)] };

        // With the file still there, and after git clean took it away: the journal holds what was taken up.
        foreach (var existing in new[] { old, null })
        {
            var state = StateFile.Project(run, existing);
            foreach (var field in new[] { "branch_name", "spec_file", "issue_class", "worktree_path", "environment", "terraform_dir", "ami_version" })
                state.Text(field).ShouldBe(old.Text(field), field);
            state["team"]!.Value.GetRawText().ShouldBe("{\"z\": 1, \"a\": 2}");
            state.AllIpes.ShouldBe(["ipe_plan_iso", "ipe_build_ami_iso", "ipe_build_iso", "ipe_test_iso"]);
            state.Entries.Select(entry => entry.Key).ShouldBe([.. old.Entries.Select(entry => entry.Key), "groundwright"], ignoreOrder: existing is null);
        }
    }

    [Fact]
    public void Projecting_twice_changes_nothing()
    {
        var run = FoldedRun.Of() with { Phases = [FoldedRun.Done("plan", 1, ("branch", "b"), ("class", "bug"))] };
        var once = StateFile.Project(run, null).ToJson();
        StateFile.Project(run, StateFile.Read(once, "s")).ToJson().ShouldBe(once);
    }

    [Fact]
    public void The_journal_wins_over_what_somebody_wrote_into_the_file()
    {
        var run = FoldedRun.Of() with { Phases = [FoldedRun.Done("plan", 1, ("branch", "right"))] };
        var edited = StateFile.Read("""{"ipe_id": "ABC12345", "branch_name": "wrong", "issue_class": "/ipe_bug", "groundwright": {"version": 1, "later": [1]}}""", "s");
        var state = StateFile.Project(run, edited);
        state.Text("branch_name").ShouldBe("right");
        state.Id.ShouldBe("ABC12345");
        state["groundwright"]!.Value.GetProperty("later").EnumerateArray().ShouldHaveSingleItem().GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Phases_that_failed_or_go_on_did_not_run_for_those_who_continue()
    {
        var problem = ProblemRecord.Of(Problem.Of(RunProblems.EffectFailed, "it failed"));
        var run = FoldedRun.Of(modelSet: "heavy") with
        {
            Status = RunStatus.Failed,
            Problem = problem,
            Phases = [FoldedRun.Done("plan", 1) with { Problem = problem }, new PhaseState("build", 1, FoldedRun.At(3))],
        };
        var state = StateFile.Project(run, null);
        state.AllIpes.ShouldBeEmpty();
        state.Text("model_set").ShouldBe("heavy");
        var ours = state["groundwright"]!.Value;
        ours.GetProperty("outcome").GetString().ShouldBe("failed");
        ours.GetProperty("problem").GetString().ShouldBe("GW1403: it failed");
        ours.GetProperty("usd").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        ours.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("status").GetString()).ShouldBe(["failed", "running"]);
    }
}

using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Agents;

[Covers("F4")]
public sealed class AgentJudgementTests
{
    private static readonly AgentTask Work = new()
    {
        RunId = "7k2m9xqd",
        Phase = "review",
        Purpose = "findings-1",
        Prompt = "",
        Directory = "/tree",
        AnswerFile = ".groundwright-answer.json",
        Limits = AgentLimits.Default,
    };

    private static AgentEvidence Seen(params string[] changed) => new() { Outcome = new AgentOutcome(null, new AgentUsage(null, null, null, TimeSpan.Zero), "All done!"), Changed = changed };

    [Fact]
    public void Work_that_left_what_was_asked_for_counts()
    {
        var verdict = AgentJudgement.Judge(
            Work,
            new AgentExpectation { Change = true, Files = ["specs/a.md"], Answer = true },
            Seen("specs/a.md") with { Present = ["specs/a.md"], Answer = "{ \"success\": true }" });

        verdict.Problem.ShouldBeNull();
        verdict.Protected.ShouldBeEmpty();
        verdict.Answer!.Value.GetProperty("success").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Its_own_problem_comes_first()
    {
        var own = Problem.Of(AgentProblems.Failed, "exit code 3");
        var seen = Seen() with { Outcome = new AgentOutcome(own, new AgentUsage(null, null, null, TimeSpan.Zero), ""), Answer = "{}" };

        var verdict = AgentJudgement.Judge(Work, new AgentExpectation { Change = true, Answer = true }, seen);

        verdict.Problem.ShouldBe(own);
        verdict.Answer.ShouldBeNull();
    }

    [Fact]
    public void Saying_that_all_is_done_does_not_replace_a_change()
    {
        var problem = AgentJudgement.Judge(Work, new AgentExpectation { Change = true }, Seen()).Problem!;

        problem.Code.ShouldBe(AgentProblems.NothingChanged);
        problem.Summary.ShouldBe("the agent changed nothing in review/findings-1");
        problem.Detail!.ShouldContain("All done!");
        problem.Remedies.Select(remedy => remedy.Command).ShouldBe(["gw runs logs 7k2m9xqd", "gw runs retry 7k2m9xqd", "gw runs show 7k2m9xqd"]);
    }

    [Fact]
    public void Nothing_has_to_change_where_only_an_answer_is_asked_for() =>
        AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = "{}" }).Problem.ShouldBeNull();

    [Fact]
    public void A_refusal_makes_work_not_count_even_with_changes()
    {
        var problem = AgentJudgement.Judge(Work, new AgentExpectation { Change = true }, Seen("a.tf") with { Denials = ["write /etc/passwd"] }).Problem!;

        problem.Code.ShouldBe(AgentProblems.Denied);
        problem.Detail!.ShouldContain("write /etc/passwd");
    }

    [Fact]
    public void A_file_that_was_asked_for_must_be_there()
    {
        var problem = AgentJudgement.Judge(Work, new AgentExpectation { Files = ["specs/a.md", "specs/b.md"] }, Seen("other.md") with { Present = ["specs/b.md"] }).Problem!;

        problem.Code.ShouldBe(AgentProblems.FileMissing);
        problem.Summary.ShouldBe("the agent did not write `specs/a.md`");
        problem.Detail!.ShouldContain("other.md");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [Covers("T9")]
    public void No_answer_is_never_a_good_one(string? answer) =>
        AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = answer }).Problem!.Code.ShouldBe(AgentProblems.AnswerMissing);

    [Theory]
    [InlineData("{ \"success\": true", 1)]
    [InlineData("{\n  success: true }", 2)]
    [InlineData("```json\n{\n x }\n```", 3)]
    [InlineData("{} {}", 1)]
    [InlineData("{ \"success\": false, \"success\": true }", 1)]
    public void A_malformed_answer_is_named_with_its_place(string answer, int line)
    {
        var problem = AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = answer }).Problem!;

        problem.Code.ShouldBe(AgentProblems.AnswerMalformed);
        problem.Source!.File.ShouldBe(".groundwright-answer.json");
        problem.Source.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("\"yes\"")]
    public void An_answer_is_an_object(string answer) =>
        AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = answer }).Problem!.Code.ShouldBe(AgentProblems.AnswerMalformed);

    [Fact]
    [Covers("T8")]
    public void A_deep_or_endless_answer_is_a_problem_and_no_crash()
    {
        foreach (var answer in new[] { string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), "{\"a\":\"" + new string('x', 2_000_000) + "\"}" })
            AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = answer }).Problem!.Code.ShouldBe(AgentProblems.AnswerMalformed);
    }

    [Theory]
    [InlineData("\uFEFF{ \"ok\": 1 }")]
    [InlineData("```json\n{ \"ok\": 1 }\n```\n")]
    [InlineData("```\n{ \"ok\": 1 }```")]
    public void A_fence_or_a_byte_order_mark_around_the_answer_does_no_harm(string answer) =>
        AgentJudgement.Judge(Work, new AgentExpectation { Answer = true }, Seen() with { Answer = answer }).Answer!.Value.GetProperty("ok").GetInt32().ShouldBe(1);

    [Fact]
    [Covers("T5")]
    public void Changes_that_steer_agents_workflows_or_groundwright_are_listed()
    {
        var verdict = AgentJudgement.Judge(
            Work,
            new AgentExpectation(),
            Seen("infra/main.tf", ".github/workflows/ci.yml", "groundwright.yaml", "sub/CLAUDE.md", ".claude/settings.json", ".mcp.json", ".Codex/x", ".husky/pre-commit", "docs/.github/x", ".groundwright/prompts/plan.md", "claude.tf"));

        verdict.Problem.ShouldBeNull();
        verdict.Protected.ShouldBe([".Codex/x", ".claude/settings.json", ".github/workflows/ci.yml", ".groundwright/prompts/plan.md", ".husky/pre-commit", ".mcp.json", "groundwright.yaml", "sub/CLAUDE.md"]);
    }
}

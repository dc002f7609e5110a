using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Environments;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>One round of review: our own rules always, then the agent's reading of the change, or a person's where the agent is a person.</summary>
internal sealed class Review(PhaseServices services, IRun run, Author author)
{
    private const int MostDiff = 256 * 1024;

    public async Task<ReviewReport> Round(string head, CheckReport checks, int round)
    {
        var diff = await run.Step($"diff/{round}", new { head }, scope =>
            services.Repository.Diff(run.State.Started.Base.Commit, head, MostDiff, scope.Cancellation));
        var own = await run.Step($"rules/{round}", new { head }, async scope =>
            OwnFindings(checks, (await services.Repository.Compare(run.State.Started.Base.Commit, head, scope.Cancellation)).Paths, diff));
        var (summary, others) = services.Agent is null ? await ByPerson(checks, diff, own, round) : await ByAgent(head, checks, diff, round);
        var issues = own.Concat(others).ToList();
        return ReviewReport.Of(summary, issues);
    }

    private List<ReviewIssue> OwnFindings(CheckReport checks, IReadOnlyList<string> changed, string diff)
    {
        var issues = checks.Failures.Select(failure => Issue(ReviewSeverity.Blocker, null, failure)).ToList();
        foreach (var finding in checks.Plans.SelectMany(plan => plan.Findings).Where(finding => finding.WaivedBy is null))
            issues.Add(Issue(finding.Severity == PolicySeverity.Error ? ReviewSeverity.Blocker : ReviewSeverity.TechDebt, null, $"{finding.Rule}: {finding.Resource}: {finding.Reason}"));
        foreach (var path in ProtectedPaths.Among(changed))
            issues.Add(Issue(ReviewSeverity.TechDebt, path, "steers agents, workflows or Groundwright; it has no effect before it is merged, and shipping it asks for its own approval"));
        if (AddedLines(diff) is var added && services.Mask(added) != added)
            issues.Add(Issue(ReviewSeverity.Blocker, null, "the change holds something that looks like a secret; take it out and read it from the environment"));
        return issues;
    }

    private async Task<(string Summary, IReadOnlyList<ReviewIssue> Issues)> ByAgent(string head, CheckReport checks, string diff, int round)
    {
        var model = PromptModels.Of(run, services) with { Diff = services.Mask(diff), Plan = PlanText.Full(checks.Plans), Round = round };
        var report = await author.Ask(head, new WorkOrder($"findings-{round}", PromptBook.Review, model, new AgentExpectation { Answer = true }));
        var read = ReviewReport.Read(report!.Answer!.Value.GetRawText(), ReviewReport.FileName);
        return (read.Summary, read.Issues);
    }

    private async Task<(string Summary, IReadOnlyList<ReviewIssue> Issues)> ByPerson(CheckReport checks, string diff, IReadOnlyList<ReviewIssue> own, int round)
    {
        var answer = await run.Gate($"review/{round}", new GateRequest("review", GateKind.Approval, "review the change", "the agent is a person (agent: manual), so a person reviews")
        {
            What = [.. own.Select(ReviewText.Line), .. PlanText.Stakes(checks.Plans), $"{diff.Count(c => c == '\n')} lines of diff: git diff {run.State.Started.Base.Commit[..12]} {run.State.Fact(RunFacts.Branch)}"],
        });
        var who = $"{(answer.Approved ? "approved" : "refused")} by {answer.Actor.Name}{(answer.Reason is { } reason ? $": {reason}" : "")}";
        return (who, answer.Approved ? [] : [Issue(ReviewSeverity.Blocker, null, answer.Reason ?? who)]);
    }

    private static ReviewIssue Issue(ReviewSeverity severity, string? file, string text) => new(severity, file, null, text, "");

    private static string AddedLines(string diff) => string.Join('\n', diff.Split('\n').Where(line => line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal)));
}

/// <summary>Reviews in words.</summary>
internal static class ReviewText
{
    /// <summary>Such as <c>no blockers, 1 tech debt, 2 skippable</c>.</summary>
    public static string Counts(ReviewReport review)
    {
        var debt = review.Issues.Count(issue => issue.Severity == ReviewSeverity.TechDebt);
        var skippable = review.Issues.Count(issue => issue.Severity == ReviewSeverity.Skippable);
        var blockers = review.Blockers.Count();
        return $"{(blockers == 0 ? "no" : $"{blockers}")} {(blockers == 1 ? "blocker" : "blockers")}{(debt > 0 ? $", {debt} tech debt" : "")}{(skippable > 0 ? $", {skippable} skippable" : "")}";
    }

    /// <summary>One issue in one line.</summary>
    public static string Line(ReviewIssue issue) => string.IsNullOrEmpty(issue.File) ? issue.Text : $"{issue.File}{(issue.Line is { } line ? $":{line}" : "")}: {issue.Text}";
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>What checking the result of merging a commit gave.</summary>
/// <param name="Tree">Tree of the merge result; null when it does not merge.</param>
/// <param name="Base">Commit it was merged into.</param>
/// <param name="Plans">One plan for each target that could be planned.</param>
/// <param name="Failures">What is wrong, for the author to mend; empty: passed.</param>
internal sealed record CheckReport(string? Tree, string Base, IReadOnlyList<TargetPlan> Plans, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;

    /// <summary>Id over all plans, in order: what people approve.</summary>
    public string PlanId => Plans.Count == 1 ? Plans[0].Sha256[..12] : PlanIds.Of(Plans);
}

/// <summary>
/// Validates, plans and judges every target on the tree that merging would give (rule X7), each in a fresh checkout (rule U1). Used by test, review and ship.
/// </summary>
internal sealed class TargetChecks(PhaseServices services, IRun run, EnvironmentSettings environment)
{
    /// <summary>One round of checks.</summary>
    /// <param name="head">Commit of the run's branch.</param>
    /// <param name="round">Name of the round.</param>
    /// <param name="reviewed">Plans that were reviewed; used as they are when merging still gives the tree they were made for.</param>
    public async Task<CheckReport> Round(string head, string round, ReviewedPlans? reviewed = null)
    {
        var merged = await run.Step($"merge-result/{round}", new { head }, scope => MergeResultOf(head, scope));
        if (merged.Conflicts.Count > 0)
            return new CheckReport(null, merged.Base, [], [$"it conflicts with {merged.Branch} in: {string.Join(", ", merged.Conflicts)}"]);
        if (reviewed is not null && reviewed.Tree == merged.Tree) return new CheckReport(merged.Tree, merged.Base, reviewed.Plans, []);
        var plans = new List<TargetPlan>();
        var failures = new List<string>();
        foreach (var target in services.TargetsOf(environment))
        {
            var attempt = await Plan(target, merged.Tree!, round);
            failures.AddRange(attempt.Failures);
            if (attempt.Plan is { } plan) plans.Add(plan);
        }
        return new CheckReport(merged.Tree, merged.Base, plans, failures);
    }

    /// <summary>Validates and plans one target. What is wrong with the files is a value, what is wrong with the world a problem.</summary>
    public Task<PlanAttempt> Plan(ITarget target, string tree, string round) =>
        run.Step($"plan-{target.Name}/{round}", new { tree, environment = environment.Name }, async scope =>
        {
            using var checkout = await services.Checkouts.Make(run.Id, tree, scope.Cancellation);
            var where = new TargetScope(run.Id, environment.Name, checkout.Directory, tree, scope.Log);
            var wrong = await target.Validate(where, scope.Cancellation);
            if (wrong.Count > 0) return new PlanAttempt(null, [.. wrong.Select(problem => Describe(target, problem))]);
            try
            {
                var plan = await target.Plan(where, scope.Cancellation);
                var broken = plan.Findings.Where(finding => finding is { Severity: PolicySeverity.Error, WaivedBy: null });
                scope.Log(new OutputLine(false, $"{target.Name}: {PlanText.Counts(plan)}"));
                return new PlanAttempt(plan, [.. broken.Select(finding => $"{target.Name}: policy {finding.Rule}: {finding.Resource}: {finding.Reason}")]);
            }
            catch (GroundwrightException fault) when (!fault.Problem.Retry.CanHelp && fault.Problem.Code.Exit == ExitCode.Failed)
            {
                return new PlanAttempt(null, [.. fault.Problems.Select(problem => Describe(target, problem))]);
            }
        });

    private async Task<MergedTree> MergeResultOf(string head, StepScope scope)
    {
        var tip = await services.Repository.DefaultBranch(fetch: true, scope.Cancellation);
        var result = await services.Repository.Merge(tip.Commit, head, scope.Cancellation);
        return new MergedTree(tip.Name, tip.Commit, result.Tree, result.Conflicts);
    }

    private static string Describe(ITarget target, Problem problem) =>
        $"{target.Name}: {(problem.Source is { } source ? $"{source}: " : "")}{problem.Summary}{(problem.Detail is { } detail ? $"\n{detail}" : "")}";

    private sealed record MergedTree(string Branch, string Base, string? Tree, IReadOnlyList<string> Conflicts);
}

/// <summary>The plans that were reviewed, and the tree they were made for.</summary>
internal sealed record ReviewedPlans(string? Tree, IReadOnlyList<TargetPlan> Plans);

/// <summary>A plan, or why there is none.</summary>
internal sealed record PlanAttempt(TargetPlan? Plan, IReadOnlyList<string> Failures);

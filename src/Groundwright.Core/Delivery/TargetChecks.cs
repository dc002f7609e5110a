using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>What checking a tree gave.</summary>
/// <param name="Tree">The tree; null when there is none, because the change does not merge.</param>
/// <param name="Base">Commit it was merged into, or the commit it belongs to.</param>
/// <param name="Plans">One plan for each target that could be planned.</param>
/// <param name="Failures">What is wrong, for the author to mend; empty: passed.</param>
internal sealed record CheckReport(string? Tree, string Base, IReadOnlyList<TargetPlan> Plans, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;

    /// <summary>Targets that can only be planned once those they build on are applied.</summary>
    public IReadOnlyList<string> Deferred { get; init; } = [];

    /// <summary>Machine image that was planned with; null: none.</summary>
    public string? Image { get; init; }

    /// <summary>Id over all plans, in order: what people approve.</summary>
    public string PlanId => PlanIds.Of(Plans);
}

/// <summary>
/// Validates, plans and judges every target of an environment on one tree (rule X7), each in a fresh checkout (rule U1).
/// </summary>
/// <param name="services">What phases work with.</param>
/// <param name="run">The run.</param>
/// <param name="environment">Where the plans are for.</param>
/// <param name="prefix">Begins the names of the steps, where a phase checks more than once.</param>
internal sealed class TargetChecks(PhaseServices services, IRun run, EnvironmentSettings environment, string prefix = "")
{
    /// <summary>Whether the tree is what was merged, see <see cref="TargetScope.Merged"/>. Default: no.</summary>
    public bool Merged { get; init; }

    /// <summary>The machine image that is planned with; null: none.</summary>
    public string? Image { get; init; }

    /// <summary>One round of checks on what merging a commit into the default branch gives; on the commit itself where it is a hotfix.</summary>
    /// <param name="head">Commit of the run's branch.</param>
    /// <param name="round">Name of the round.</param>
    /// <param name="reviewed">Plans that were reviewed; used as they are when merging still gives the tree they were made for.</param>
    public async Task<CheckReport> Round(string head, string round, ReviewedPlans? reviewed = null)
    {
        var merged = await run.Step($"{prefix}merge-result/{round}", new { head }, scope => MergeResultOf(head, scope));
        if (merged.Conflicts.Count > 0)
            return new CheckReport(null, merged.Base, [], [$"it conflicts with {merged.Branch} in: {string.Join(", ", merged.Conflicts)}"]);
        if (reviewed is not null && reviewed.Tree == merged.Tree) return new CheckReport(merged.Tree, merged.Base, reviewed.Plans, []) { Image = Image };
        var targets = services.TargetsOf(environment);
        await new ReachApproval(services, run, targets).Ask(merged.Base, merged.Tree!, $"{prefix}{round}");
        return await Of(merged.Tree!, merged.Base, round, targets);
    }

    /// <summary>One round of checks on a tree.</summary>
    public async Task<CheckReport> Of(string tree, string commit, string round, IReadOnlyList<ITarget> targets)
    {
        var attempts = new PlanAttempt[targets.Count];
        // Plans only read; as many at a time as applies.
        await Parallel.ForAsync(0, targets.Count, new ParallelOptions { MaxDegreeOfParallelism = environment.Parallel, CancellationToken = run.Cancellation },
            async (i, _) => attempts[i] = await Plan(targets[i], tree, round));
        return new CheckReport(tree, commit, [.. attempts.Select(attempt => attempt.Plan).OfType<TargetPlan>()], [.. attempts.SelectMany(attempt => attempt.Failures)])
        {
            Image = Image,
            Deferred = [.. targets.Where((_, i) => attempts[i].Deferred == true).Select(target => target.Name)],
        };
    }

    /// <summary>Validates and plans one target. What is wrong with the files is a value, what is wrong with the world a problem.</summary>
    public async Task<PlanAttempt> Plan(ITarget target, string tree, string round)
    {
        var inputs = await InputsOf(target, tree, round);
        return await run.Step($"{prefix}plan-{target.Name}/{round}", new { tree, environment = environment.Name, image = Image }, async scope =>
        {
            using var checkout = await services.Checkouts.Make(run.Id, tree, scope.Cancellation);
            var where = new TargetScope(run.Id, environment.Name, checkout.Directory, tree, scope.Log) { Inputs = inputs, Image = Image, Merged = Merged };
            var wrong = await target.Validate(where, scope.Cancellation);
            if (wrong.Count > 0) return new PlanAttempt(null, [.. wrong.Select(problem => Describe(target, problem))]);
            try
            {
                var plan = await target.Plan(where, scope.Cancellation);
                var broken = plan.Findings.Where(finding => finding is { Severity: PolicySeverity.Error, WaivedBy: null });
                scope.Log(new OutputLine(false, $"{target.Name}: {PlanText.Counts(plan)}"));
                return new PlanAttempt(plan, [.. broken.Select(finding => $"{target.Name}: policy {finding.Rule}: {finding.Resource}: {finding.Reason}")]);
            }
            catch (GroundwrightException fault) when (fault.Problem.Code == TargetProblems.InputUnknown && target.After.Count > 0)
            {
                scope.Log(new OutputLine(false, $"{target.Name} is planned later: {fault.Problem.Summary}"));
                return new PlanAttempt(null, []) { Deferred = true };
            }
            catch (GroundwrightException fault) when (!fault.Problem.Retry.CanHelp && fault.Problem.Code.Exit == ExitCode.Failed)
            {
                return new PlanAttempt(null, [.. fault.Problems.Select(problem => Describe(target, problem))]);
            }
        });
    }

    /// <summary>What the targets that one builds on give it now, as <c>target.output</c>. Asked for only where its settings use it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InputsOf(ITarget target, string tree, string round)
    {
        var used = services.Settings.Targets.FirstOrDefault(settings => settings.Name == target.Name)?.For(environment.Name).Inputs.Select(name => name.Split('.')[0]).Distinct().ToList() ?? [];
        var inputs = new Dictionary<string, string>();
        foreach (var giver in services.TargetsOf(environment).Where(candidate => used.Contains(candidate.Name)))
        {
            var outputs = await run.Step($"{prefix}outputs-{giver.Name}-for-{target.Name}/{round}", new { tree }, async scope =>
            {
                using var checkout = await services.Checkouts.Make(run.Id, tree, scope.Cancellation);
                return await giver.Outputs(new TargetScope(run.Id, environment.Name, checkout.Directory, tree, scope.Log) { Image = Image }, scope.Cancellation);
            });
            foreach (var (name, value) in outputs) inputs[$"{giver.Name}.{name}"] = value;
        }
        return inputs;
    }

    private async Task<MergedTree> MergeResultOf(string head, StepScope scope)
    {
        var tip = await services.Repository.DefaultBranch(fetch: true, scope.Cancellation);
        // What else is on the default branch by now does not go along with a hotfix.
        if (HotfixOption.Of(run.State) is not null) return new MergedTree(tip.Name, run.State.Started.Base.Commit, await services.Repository.TreeOf(head, scope.Cancellation), []);
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
internal sealed record PlanAttempt(TargetPlan? Plan, IReadOnlyList<string> Failures)
{
    /// <summary>True when it can only be planned once those it builds on are applied.</summary>
    public bool? Deferred { get; init; }
}

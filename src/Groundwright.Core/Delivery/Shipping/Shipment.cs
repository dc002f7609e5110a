using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>Brings the change onto the default branch: the plan that will be applied is approved first, and the tree merged is the tree that was planned.</summary>
internal sealed class Shipment(IRun run, PhaseServices services, EnvironmentSettings environment, RunBranch branch)
{
    private const int MostTries = 3;

    public async Task<Merged> Merge()
    {
        var checks = new TargetChecks(services, run, environment) { Image = await new ImageChoice(run, services, environment).ForTested() };
        for (var attempt = 1; ; attempt++)
        {
            var plans = await checks.Round(branch.Head, $"ship-{attempt}", Reviewed.Plans(run, services, environment));
            if (!plans.Passed) throw CannotMerge(plans);
            await new Admission(run, services, environment).Check(new DeployVersion(branch.Head, plans.Tree!, ReleaseModes.Deploy, null) { Image = plans.Image }, run.Cancellation);
            var onto = HotfixOption.Of(run.State) is null ? new Landing(plans.Base, plans.Tree!) : await new BackMerge(run, services, branch).Try(attempt);
            var gates = await new ShipApproval(run, services, environment).Ask(plans, attempt);
            if (await Advance(onto, attempt) is { } commit)
            {
                var tip = await run.Step($"branch/{attempt}", null, async scope => (await services.Repository.DefaultBranch(fetch: false, scope.Cancellation)).Name);
                return new Merged(commit, onto.Base, tip, plans, gates) { Deployed = HotfixOption.Of(run.State) is null ? commit : branch.Head };
            }
            if (attempt == MostTries) throw MovedAway();
        }
    }

    /// <summary>The commit on the default branch; null when somebody else moved it meanwhile.</summary>
    private async Task<string?> Advance(Landing onto, int attempt)
    {
        if (await run.Step($"contained/{attempt}", new { onto.Base }, scope => services.Repository.Contains(onto.Base, branch.Head, scope.Cancellation))) return onto.Base;
        var message = $"Merge {branch.Name}\n\n{run.Request.Title}\n\nGroundwright run {run.Id}{(run.Request.IssueNumber is { } n ? $", issue {n}" : "")}\n";
        var merge = await run.Observe($"merge-commit/{attempt}", new { onto.Tree, onto.Base, branch.Head }, async scope => await Write(onto, message, scope), scope => Write(onto, message, scope));
        var moved = await run.Observe($"merge/{attempt}", new { merge }, async scope => await IsOn(merge, scope) ? "yes" : null, async scope =>
        {
            var tip = await services.Repository.DefaultBranch(fetch: false, scope.Cancellation);
            return await services.Repository.AdvanceDefaultBranch(tip.Name, onto.Base, merge, scope.Cancellation) ? "yes" : "no";
        });
        return moved == "yes" ? merge : null;
    }

    private Task<string> Write(Landing onto, string message, StepScope scope) =>
        services.Repository.WriteCommit(onto.Tree, [onto.Base, branch.Head], message, scope.StartedAt, scope.Cancellation);

    private async Task<bool> IsOn(string commit, StepScope scope)
    {
        var tip = await services.Repository.DefaultBranch(fetch: true, scope.Cancellation);
        return await services.Repository.Contains(tip.Commit, commit, scope.Cancellation);
    }

    private GroundwrightException CannotMerge(CheckReport plans) => new(Problem.Of(DeliveryProblems.CannotMerge,
        plans.Tree is null ? "the change does not merge" : "the change merges, but its checks no longer pass",
        string.Join('\n', plans.Failures) + $"\nNothing was merged. The branch is {branch.Name}, its worktree {branch.Tree.Path}.",
        new Remedy($"gw test {run.Request.IssueNumber} {run.Id}", "after you mended it in the worktree")));

    private GroundwrightException MovedAway() => new(Problem.Of(DeliveryProblems.CannotMerge, $"the default branch moved {MostTries} times while this was being merged",
        "Nothing was merged.", new Remedy($"gw runs retry {run.Id}", "tries again")) with
    { Retry = Retry.Now });
}

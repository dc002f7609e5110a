using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>What the default branch becomes by a merge.</summary>
/// <param name="Base">Commit it stands at.</param>
/// <param name="Tree">Tree that the merge gives.</param>
internal sealed record Landing(string Base, string Tree);

/// <summary>Merges a hotfix back into the default branch, which may hold more than the release that the hotfix began at. Tried before anybody is asked, so that no fix is deployed and forgotten.</summary>
internal sealed class BackMerge(IRun run, PhaseServices services, RunBranch branch)
{
    /// <summary>What the default branch would become. Moves nothing.</summary>
    /// <exception cref="GroundwrightException">GW1607: the fix and what was merged meanwhile contradict each other; a person merges it, and the run goes on.</exception>
    public async Task<Landing> Try(int attempt)
    {
        var found = await run.Step($"back-merge/{attempt}", new { branch.Head }, async scope =>
        {
            var tip = await services.Repository.DefaultBranch(fetch: true, scope.Cancellation);
            var merged = await services.Repository.Merge(tip.Commit, branch.Head, scope.Cancellation);
            return new BackMerged(tip.Name, tip.Commit, merged.Tree, merged.Conflicts);
        });
        return found.Tree is { } tree ? new Landing(found.Base, tree) : throw new GroundwrightException(Problem.Of(DeliveryProblems.CannotMerge, $"the hotfix does not merge back into {found.Branch}",
            $"Conflicts in: {string.Join(", ", found.Conflicts)}.\nNothing was merged or deployed. Merge {branch.Name} into {found.Branch} by hand and push it; the hotfix itself stays as it was tested.",
            new Remedy($"git merge {branch.Name}", $"on {found.Branch}, settles the conflicts"), new Remedy($"gw runs retry {run.Id}", "ships it after that")));
    }

    private sealed record BackMerged(string Branch, string Base, string? Tree, IReadOnlyList<string> Conflicts);
}

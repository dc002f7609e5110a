using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Renders the overlay as other commits have it.</summary>
internal sealed class OverlayVersions(Renderer renderer, PlanVault vault)
{
    /// <summary>What it renders to in a commit, and what to say about that; nothing where the commit has no such overlay.</summary>
    public async Task<(Manifest Manifest, string? Note)> At(IDeployBranches branches, string? commit, string environment, CancellationToken cancellationToken)
    {
        if (commit is null) return (Manifest.Empty, null);
        using var folder = vault.NewFolder();
        var checkout = folder["tree"];
        await branches.Checkout(commit, checkout, cancellationToken);
        try
        {
            return (await renderer.Render(checkout, environment, cancellationToken), null);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == TargetProblems.NoRoot)
        {
            return (Manifest.Empty, null);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == TargetProblems.Invalid || fault.Problem.Code == TargetProblems.Forbidden)
        {
            return (Manifest.Empty, $"what was deployed before, {commit[..10]}, cannot be rendered, so everything is shown as new: {fault.Problem.Summary}");
        }
    }
}

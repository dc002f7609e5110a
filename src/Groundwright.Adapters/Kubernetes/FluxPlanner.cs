using System.Globalization;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Plans what Flux will do: what the overlay renders to now beside what it rendered to where Flux stands.</summary>
internal sealed class FluxPlanner(
    TargetSettings settings, Kubectl kubectl, Renderer renderer, WatchedBranch branch, PlanVault vault, PolicyRules policy, TimeProvider time, KubernetesOptions options)
{
    private const string None = "none";
    private readonly OverlayVersions versions = new(renderer, vault);
    private readonly LiveObjects live = new(kubectl, vault);

    /// <summary>Commit from which a plan moves the branch; null: the branch was not there.</summary>
    public static string? TipOf(TargetPlan plan) => plan.Binding.GetValueOrDefault("tip") is { } tip and not None ? tip : null;

    /// <summary>What Flux is asked with; another one for each plan.</summary>
    public static string TokenOf(TargetPlan plan) => string.Create(CultureInfo.InvariantCulture, $"groundwright-{plan.Sha256[..16]}-{plan.Expires.ToUnixTimeSeconds()}");

    /// <summary>Plans and keeps what was rendered, encrypted.</summary>
    public async Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken)
    {
        if (settings.AppliesDirectly) throw new GroundwrightException(Problem.Of(KubernetesProblems.NoWay, $"target {settings.Name} has both `flux` and `apply: direct`",
            "Flux would take back what is applied beside it.", new Remedy("gw config check", "after one of them is taken out")));
        var manifest = await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
        var bound = await Bound(scope, manifest, cancellationToken);
        var notes = new List<string>();
        var before = await Before(scope, bound, notes, cancellationToken);
        if (await Unchecked(manifest, cancellationToken) is { } why) notes.Add($"field names and types were not checked by the cluster: {why}");
        var look = Comparison.Of(before, manifest);
        if (branch.IsOwn)
        {
            bound["date"] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            bound["commit"] = await branch.Commit(scope, bound["tip"] == None ? null : bound["tip"], bound["date"], cancellationToken);
        }
        return Keep(scope, manifest, look, bound, notes);
    }

    /// <summary>Every value a plan is bound to that can be read again.</summary>
    public async Task<Dictionary<string, string>> Bound(TargetScope scope, Manifest manifest, CancellationToken cancellationToken)
    {
        var bound = new Dictionary<string, string>
        {
            ["tree"] = scope.Tree,
            ["environment"] = scope.Environment,
            ["rendered"] = manifest.Sha256,
            ["branch"] = await branch.Name(cancellationToken),
            ["kustomization"] = $"{settings.Flux!.Namespace}/{settings.Flux.Kustomization ?? settings.Name}",
            ["cluster"] = await ClusterOf(cancellationToken),
            ["tool"] = $"kubectl {await kubectl.Version(cancellationToken)}",
        };
        if (branch.IsOwn) bound["tip"] = await branch.Tip(cancellationToken) ?? None;
        return bound;
    }

    /// <summary>Whether the default branch says what was planned, where that is what Flux watches: others may have merged meanwhile, or the version is an older one.</summary>
    public async Task<Problem?> CheckWatched(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (branch.IsOwn) return null;
        var tip = (await branch.Tip(cancellationToken))!;
        if (await branch.Branches.TreeOf(tip, cancellationToken) == scope.Tree) return null;
        if ((await versions.At(branch.Branches, tip, scope.Environment, cancellationToken)).Manifest.Sha256 == plan.Binding["rendered"]) return null;
        return Problem.Of(KubernetesProblems.NotOnBranch, $"{plan.Binding["branch"]} stands at {tip[..10]}, where {renderer.Folder(scope.Environment)} says something else than the plan",
            "Flux watches this branch and deploys what stands there: another change was merged meanwhile, or this is an older version. Nothing was asked of Flux.\n"
            + "Older versions come back by a revert on that branch; with `flux: { branch: ... }` Groundwright keeps a branch for each environment and can go back by itself.",
            PlanCheck.Again, new Remedy($"git log {tip[..10]}", "what was merged"));
    }

    private async Task<Manifest> Before(TargetScope scope, Dictionary<string, string> bound, List<string> notes, CancellationToken cancellationToken)
    {
        var commit = branch.IsOwn ? (bound["tip"] == None ? null : bound["tip"]) : await Deployed(scope, notes, cancellationToken);
        var (manifest, note) = await versions.At(branch.Branches, commit, scope.Environment, cancellationToken);
        if (note is not null) notes.Add(note);
        return manifest;
    }

    // What Flux has applied, where that commit is known here; else what it will find on the branch.
    private async Task<string> Deployed(TargetScope scope, List<string> notes, CancellationToken cancellationToken)
    {
        var tip = (await branch.Tip(cancellationToken))!;
        if ((await FluxState.Read(kubectl, settings.Flux!, settings.Name, cancellationToken)).Applied is not { } applied) return tip;
        if (await branch.Holds(tip, applied, cancellationToken)) return applied;
        notes.Add($"Flux has applied {applied[..10]}, which is not on the branch; compared with {tip[..10]} instead");
        return tip;
    }

    // Why the cluster could not look at the manifests; null: it did, and accepts them.
    private async Task<string?> Unchecked(Manifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            await live.Compare(manifest, [], LiveObjects.FluxManager, cancellationToken);
            return null;
        }
        catch (GroundwrightException fault) when (fault.Problem.Code != TargetProblems.Invalid || ClusterFault.IsMissing(fault.Problem.Detail ?? ""))
        {
            return fault.Problem.Summary;
        }
    }

    private async Task<string> ClusterOf(CancellationToken cancellationToken)
    {
        try
        {
            return (await Cluster.Find(kubectl, cancellationToken)).Identity;
        }
        catch (GroundwrightException fault) when (kubectl.Context is null && fault.Problem.Code == KubernetesProblems.NoContext)
        {
            // The branch can be moved by who has no way into the cluster; only whether it arrives cannot be seen from there.
            return None;
        }
    }

    private TargetPlan Keep(TargetScope scope, Manifest manifest, Comparison look, Dictionary<string, string> bound, List<string> notes)
    {
        var expires = time.GetUtcNow() + options.PlanLifetime;
        var named = new KubeObject(new JsonObject { ["commit"] = bound.GetValueOrDefault("commit") ?? scope.Tree });
        var stored = vault.Store(Manifest.Write([named, .. manifest.Objects]), expires);
        bound["plan"] = stored.Sha256;
        return new TargetPlan
        {
            Target = settings.Name,
            Environment = scope.Environment,
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = bound,
            Changes = PlanReport.Changes(look, policy.Stateful),
            Text = PlanReport.Text(look, notes),
            Expires = expires,
            Findings = PlanReport.Findings(look, policy),
        };
    }
}

using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Stands for kustomize-controller: builds the path of the source's commit, applies and prunes it, and says how it went.</summary>
internal sealed class KustomizationController(Cluster cluster, FluxClock clock, GitSources git, Builder builder)
{
    private const string Group = "kustomize.toolkit.fluxcd.io";
    private const string Plural = "kustomizations";
    private const string Finalizer = "finalizers.fluxcd.io";
    private readonly Applier applier = new(cluster);
    private readonly FluxHealth health = new(cluster);

    public async Task Reconcile(CancellationToken cancellationToken)
    {
        foreach (var kustomization in cluster.List(Group, Plural).ToList())
        {
            if (kustomization.At("metadata", "deletionTimestamp") is not null) Finish(kustomization);
            else if (!kustomization.Texts("metadata", "finalizers").Contains(Finalizer)) cluster.Change(Group, Plural, kustomization, live => live.Ensure("metadata")["finalizers"] = new JsonArray(Finalizer), Applier.Manager);
            else if (clock.IsDue(kustomization) || IsBehind(kustomization)) await Reconcile(kustomization, cancellationToken);
        }
    }

    /// <summary>The source moved, or what it waits for may have come.</summary>
    private bool IsBehind(JsonObject kustomization)
    {
        if (kustomization.Flag("spec", "suspend")) return false;
        if (Conditions.Find(kustomization["status"], "Ready").Text("reason") is "DependencyNotReady" or "ArtifactFailed" or "Progressing") return true;
        return SourceOf(kustomization).Text("status", "artifact", "revision") is { } revision && revision != kustomization.Text("status", "lastAttemptedRevision");
    }

    private async Task Reconcile(JsonObject kustomization, CancellationToken cancellationToken)
    {
        var status = FluxStatus.Of(kustomization);
        clock.Done(kustomization, status);
        try
        {
            CheckDependencies(kustomization);
            var source = SourceOf(kustomization);
            if (source.Text("status", "artifact", "revision") is not { } revision) throw new FluxFailure("ArtifactFailed", "Source artifact not found, retrying in 30s");
            status["lastAttemptedRevision"] = revision;
            var tree = await git.Checkout(source.Text("spec", "url")!, revision[(revision.LastIndexOf(':') + 1)..], cancellationToken);
            var applied = applier.Apply(kustomization, await builder.Build(kustomization, tree, cancellationToken));
            var before = InventoryEntry.Read(status).ToList();
            if (kustomization.Flag("spec", "prune")) applier.Prune(before.Where(old => !applied.Any(entry => entry.Id == old.Id)));
            status["inventory"] = new JsonObject { ["entries"] = new JsonArray([.. applied.Select(entry => entry.Json())]) };
            health.Check(kustomization, status, applied);
            status["lastAppliedRevision"] = revision;
            FluxStatus.SetReady(status, kustomization, "True", "ReconciliationSucceeded", $"Applied revision: {revision}", cluster.Stamp);
        }
        catch (FluxFailure failure)
        {
            FluxStatus.SetReady(status, kustomization, failure.Reason == "Progressing" ? "Unknown" : "False", failure.Reason, failure.Message, cluster.Stamp);
        }
        cluster.SetStatus(Group, Plural, kustomization, status, Applier.Manager);
    }

    private void CheckDependencies(JsonObject kustomization)
    {
        foreach (var needed in kustomization.Objects("spec", "dependsOn"))
        {
            var inNamespace = needed.Text("namespace") ?? kustomization.Text("metadata", "namespace")!;
            if (!FluxStatus.IsReady(cluster.Find(Group, Plural, inNamespace, needed.Text("name")!))) throw new FluxFailure("DependencyNotReady", $"dependency '{inNamespace}/{needed.Text("name")}' is not ready");
        }
    }

    private JsonObject? SourceOf(JsonObject kustomization)
    {
        var wanted = kustomization.At("spec", "sourceRef");
        return wanted.Text("kind") != "GitRepository" ? null
            : cluster.Find(GitRepositoryController.Group, "gitrepositories", wanted.Text("namespace") ?? kustomization.Text("metadata", "namespace"), wanted.Text("name")!);
    }

    /// <summary>A Kustomization that is deleted takes along what it applied, when it prunes.</summary>
    private void Finish(JsonObject kustomization)
    {
        if (kustomization.Flag("spec", "prune") && !kustomization.Flag("spec", "suspend")) applier.Prune(InventoryEntry.Read(kustomization["status"]));
        cluster.Change(Group, Plural, kustomization, live => live.Ensure("metadata").Remove("finalizers"), Applier.Manager);
    }
}

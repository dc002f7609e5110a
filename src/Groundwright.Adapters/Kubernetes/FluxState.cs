using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>What Flux says about a target: its Kustomization and the GitRepository it builds from.</summary>
/// <param name="Kustomization">All of it.</param>
/// <param name="Source">All of it; null when it is not there.</param>
internal sealed record FluxState(JsonObject Kustomization, JsonObject? Source)
{
    private const string KustomizationType = "kustomizations.kustomize.toolkit.fluxcd.io";
    private const string SourceType = "gitrepositories.source.toolkit.fluxcd.io";

    public string Name => Kustomization.At("metadata").Text("name") ?? "";

    public string Namespace => Kustomization.At("metadata").Text("namespace") ?? "";

    public bool Suspended => Kustomization.At("spec").Flag("suspend") || Source.At("spec").Flag("suspend");

    /// <summary>Whether it is ready only once all it applied is.</summary>
    public bool Waits => Kustomization.At("spec").Flag("wait");

    /// <summary>Whether it waits, or waited in vain, for what it applied.</summary>
    public bool IsWaiting => !Suspended && Condition(Kustomization).Text("reason") is "HealthCheckFailed" or "Progressing";

    /// <summary>Namespace that everything it applies is put into; null: where each object says.</summary>
    public string? TargetNamespace => Kustomization.At("spec").Text("targetNamespace");

    /// <summary>Folder it builds, without the leading <c>./</c>.</summary>
    public string Path => Trim(Kustomization.At("spec").Text("path") ?? "");

    /// <summary>Branch its source watches; null: another kind of reference.</summary>
    public string? Branch => Source.At("spec").At("ref").Text("branch");

    /// <summary>Commit it applied last; null: none yet.</summary>
    public string? Applied => CommitOf(Kustomization.At("status").Text("lastAppliedRevision"));

    /// <summary>Commit it tried last.</summary>
    public string? Attempted => CommitOf(Kustomization.At("status").Text("lastAttemptedRevision"));

    /// <summary>Commit its source holds.</summary>
    public string? Fetched => CommitOf(Source.At("status").At("artifact").Text("revision"));

    /// <summary>Whether it is ready and has seen its own latest specification.</summary>
    public bool Ready => Condition(Kustomization).Text("status") == "True"
        && Kustomization.At("status").Number("observedGeneration") == Kustomization.At("metadata").Number("generation");

    /// <summary>Why it is not ready, such as <c>BuildFailed</c>, with its message; null: nothing failed.</summary>
    public (string Reason, string Message)? Failure => FailureOf(Kustomization) ?? FailureOf(Source);

    /// <summary>Reads both from the cluster.</summary>
    /// <exception cref="GroundwrightException">GW2175: there is no such Kustomization, or no Flux.</exception>
    public static async Task<FluxState> Read(Kubectl kubectl, FluxSettings flux, string target, CancellationToken cancellationToken)
    {
        var name = flux.Kustomization ?? target;
        var kustomization = await Get(kubectl, KustomizationType, name, flux.Namespace, cancellationToken) ?? throw Missing("Kustomization", name, flux.Namespace, kubectl.Context);
        var reference = kustomization.At("spec").At("sourceRef");
        if (reference.Text("kind") is { } kind and not "GitRepository") throw new GroundwrightException(Problem.Of(KubernetesProblems.NoFlux,
            $"Kustomization {flux.Namespace}/{name} builds from a {kind}, not from a GitRepository", "Only what comes from git can be followed from a commit to the cluster."));
        var source = flux.Source ?? reference.Text("name") ?? name;
        return new FluxState(kustomization, await Get(kubectl, SourceType, source, reference.Text("namespace") ?? flux.Namespace, cancellationToken));
    }

    /// <summary>Arguments of the call that makes Flux look at once.</summary>
    public IReadOnlyList<string> Reconcile(string token) =>
    [
        "annotate", "--overwrite", "--namespace", Namespace,
        .. Source is not null && Source.At("metadata").Text("namespace") == Namespace ? [$"{SourceType}/{Source.At("metadata").Text("name")}"] : Array.Empty<string>(),
        $"{KustomizationType}/{Name}", $"{RequestedAt}={token}",
    ];

    /// <summary>Annotation by which Flux is asked to look at once.</summary>
    public const string RequestedAt = "reconcile.fluxcd.io/requestedAt";

    /// <summary>What it was asked last.</summary>
    public string? Requested => Kustomization.At("metadata").At("annotations").Text(RequestedAt);

    /// <summary>A path as Flux and people write it, in one spelling.</summary>
    public static string Trim(string path) => string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));

    // `main@sha1:<commit>` since Flux 2.0, `main/<commit>` before.
    private static string? CommitOf(string? revision) => revision?[(revision.LastIndexOfAny([':', '/']) + 1)..];

    private static JsonObject? Condition(JsonNode? one) => one.At("status").Items("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");

    private static (string Reason, string Message)? FailureOf(JsonNode? one) => Condition(one) is { } ready && ready.Text("status") == "False" && ready.Text("reason") is { } reason and not ("Progressing" or "DependencyNotReady" or "ArtifactFailed")
        ? (reason, ready.Text("message") ?? "") : null;

    private static async Task<JsonObject?> Get(Kubectl kubectl, string type, string name, string space, CancellationToken cancellationToken)
    {
        try
        {
            return (await kubectl.Read(["get", type, name, "--namespace", space, "--ignore-not-found"], cancellationToken)).Objects().FirstOrDefault();
        }
        catch (GroundwrightException fault) when (ClusterFault.IsMissing(fault.Problem.Detail ?? ""))
        {
            throw new GroundwrightException(Problem.Of(KubernetesProblems.NoFlux, "Flux is not installed in this cluster", fault.Problem.Detail, new Remedy("flux check --pre", "whether it can be installed")), fault);
        }
    }

    private static GroundwrightException Missing(string kind, string name, string space, string? context) => new(Problem.Of(KubernetesProblems.NoFlux,
        $"there is no {kind} {name} in namespace {space}", "Flux deploys this target once it is there. Its name and namespace can be given with `flux: { kustomization: ..., namespace: ... }`.",
        new Remedy($"kubectl get {KustomizationType} --all-namespaces{(context is null ? "" : $" --context={context}")}", "which there are")));
}

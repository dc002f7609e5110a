using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Stands for source-controller: looks where the branch or tag of a GitRepository is.</summary>
internal sealed class GitRepositoryController(Cluster cluster, FluxClock clock, GitSources git)
{
    public const string Group = "source.toolkit.fluxcd.io";
    private const string Manager = "source-controller";

    public async Task Reconcile(CancellationToken cancellationToken)
    {
        foreach (var repository in cluster.List(Group, "gitrepositories").Where(clock.IsDue).ToList())
            if (repository.At("metadata", "deletionTimestamp") is null) await Reconcile(repository, cancellationToken);
    }

    private async Task Reconcile(JsonObject repository, CancellationToken cancellationToken)
    {
        var status = FluxStatus.Of(repository);
        clock.Done(repository, status);
        try
        {
            var (reference, label) = Wanted(repository);
            var url = repository.Text("spec", "url")!;
            var commit = repository.Text("spec", "ref", "commit") ?? await git.Resolve(url, reference, cancellationToken);
            await git.Checkout(url, commit, cancellationToken);
            var revision = $"{label}@sha1:{commit}";
            if (status.Text("artifact", "revision") != revision) status["artifact"] = Artifact(repository, revision, commit);
            Conditions.Set(status, Conditions.Of("ArtifactInStorage", "True", "Succeeded", $"stored artifact for revision '{revision}'"), cluster.Stamp);
            FluxStatus.SetReady(status, repository, "True", "Succeeded", $"stored artifact for revision '{revision}'", cluster.Stamp);
        }
        catch (FluxFailure failure)
        {
            FluxStatus.SetReady(status, repository, "False", failure.Reason, failure.Message, cluster.Stamp);
        }
        cluster.SetStatus(Group, "gitrepositories", repository, status, Manager);
    }

    private JsonObject Artifact(JsonObject repository, string revision, string commit) => new()
    {
        ["revision"] = revision,
        ["digest"] = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(revision)))}",
        ["lastUpdateTime"] = cluster.Stamp,
        ["path"] = $"gitrepository/{repository.Text("metadata", "namespace")}/{repository.Text("metadata", "name")}/{commit}.tar.gz",
        ["url"] = $"http://source-controller.flux-system.svc.cluster.local./{commit}.tar.gz",
    };

    private static (string Reference, string Label) Wanted(JsonObject repository)
    {
        var wanted = repository.At("spec", "ref");
        if (wanted.Text("semver") is not null) throw new FluxFailure("GitOperationFailed", "the stand-in does not choose tags by semver; use branch, tag, name or commit");
        if (wanted.Text("name") is { } name) return (name, name);
        if (wanted.Text("tag") is { } tag) return ($"refs/tags/{tag}", tag);
        var branch = wanted.Text("branch") ?? "master";
        return ($"refs/heads/{branch}", branch);
    }
}

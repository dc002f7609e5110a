using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>
/// Stands for helm-controller. No chart is rendered: a release becomes ready with the version it names, and fails when that version ends in <c>-broken</c> or its
/// repository is not there.
/// </summary>
internal sealed class HelmController(Cluster cluster, FluxClock clock)
{
    private const string Group = "helm.toolkit.fluxcd.io";
    private const string Manager = "helm-controller";

    public void Reconcile()
    {
        foreach (var repository in cluster.List(GitRepositoryController.Group, "helmrepositories").Where(clock.IsDue).ToList())
        {
            var status = FluxStatus.Of(repository);
            clock.Done(repository, status);
            FluxStatus.SetReady(status, repository, "True", "Succeeded", "stored artifact", cluster.Stamp);
            cluster.SetStatus(GitRepositoryController.Group, "helmrepositories", repository, status, "source-controller");
        }
        foreach (var release in cluster.List(Group, "helmreleases").Where(clock.IsDue).ToList()) Reconcile(release);
    }

    private void Reconcile(JsonObject release)
    {
        var status = FluxStatus.Of(release);
        clock.Done(release, status);
        var (chart, version) = (release.Text("spec", "chart", "spec", "chart") ?? release.Text("spec", "chartRef", "name") ?? "", release.Text("spec", "chart", "spec", "version") ?? "*");
        var word = status.Objects("history").Any(old => old.Text("status") == "deployed") ? "upgrade" : "install";
        status["lastAttemptedRevision"] = version;
        status["lastAttemptedGeneration"] = release.Number("metadata", "generation");
        if (MissingSource(release) is { } missing) FluxStatus.SetReady(status, release, "False", "SourceNotReady", missing, cluster.Stamp);
        else if (version.EndsWith("-broken", StringComparison.Ordinal)) Failed(release, status, chart, version, word);
        else if (status.Objects("history").FirstOrDefault().Text("chartVersion") != version || !FluxStatus.IsReady(release)) Deployed(release, status, chart, version, word);
        cluster.SetStatus(Group, "helmreleases", release, status, Manager);
    }

    private string? MissingSource(JsonObject release)
    {
        var source = release.At("spec", "chart", "spec", "sourceRef");
        if (source is null) return null;
        var inNamespace = source.Text("namespace") ?? release.Text("metadata", "namespace");
        return cluster.Find(GitRepositoryController.Group, source.Text("kind")!.ToLowerInvariant() switch { "helmrepository" => "helmrepositories", "gitrepository" => "gitrepositories", var other => other + "s" }, inNamespace, source.Text("name")!) is null
            ? $"HelmChart '{inNamespace}/{release.Text("metadata", "namespace")}-{release.Text("metadata", "name")}' is not ready: {source.Text("kind")} '{source.Text("name")}' not found" : null;
    }

    private void Deployed(JsonObject release, JsonObject status, string chart, string version, string word)
    {
        var number = Remember(release, status, chart, version, "deployed");
        status.Remove("failures");
        var message = $"Helm {word} succeeded for release {NameOf(release)}.v{number} with chart {chart}@{version}";
        Conditions.Set(status, Conditions.Of("Released", "True", word == "install" ? "InstallSucceeded" : "UpgradeSucceeded", message), cluster.Stamp);
        FluxStatus.SetReady(status, release, "True", word == "install" ? "InstallSucceeded" : "UpgradeSucceeded", message, cluster.Stamp);
    }

    private void Failed(JsonObject release, JsonObject status, string chart, string version, string word)
    {
        status["failures"] = (status.Number("failures") ?? 0) + 1;
        if (status.Objects("history").FirstOrDefault().Text("chartVersion") != version) Remember(release, status, chart, version, "failed");
        var message = $"Helm {word} failed for release {NameOf(release)} with chart {chart}@{version}: context deadline exceeded";
        Conditions.Set(status, Conditions.Of("Released", "False", word == "install" ? "InstallFailed" : "UpgradeFailed", message), cluster.Stamp);
        FluxStatus.SetReady(status, release, "False", word == "install" ? "InstallFailed" : "UpgradeFailed", message, cluster.Stamp);
    }

    private long Remember(JsonObject release, JsonObject status, string chart, string version, string outcome)
    {
        var old = status.Objects("history").Select(entry => entry.Copy()).ToList();
        foreach (var entry in old.Where(entry => entry.Text("status") == "deployed" && outcome == "deployed")) entry["status"] = "superseded";
        var number = (old.FirstOrDefault().Number("version") ?? 0) + 1;
        status["history"] = new JsonArray([new JsonObject
        {
            ["chartName"] = chart, ["chartVersion"] = version, ["configDigest"] = "sha256:0", ["digest"] = "sha256:0", ["firstDeployed"] = old.LastOrDefault().Text("firstDeployed") ?? cluster.Stamp,
            ["lastDeployed"] = cluster.Stamp, ["name"] = release.Text("metadata", "name"), ["namespace"] = release.Text("metadata", "namespace"), ["status"] = outcome, ["version"] = number,
        }, .. old.Take(4)]);
        return number;
    }

    private static string NameOf(JsonObject release) => $"{release.Text("metadata", "namespace")}/{release.Text("metadata", "name")}";
}

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class WatchTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_watch_tells_what_comes_changes_and_goes()
    {
        var home = fixture.Namespace();
        using var watch = cluster.StartKubectl("get", "cm", "-n", home, "--watch", "--output-watch-events");
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        Until(() => watch.Output.Contains("ADDED", StringComparison.Ordinal), watch);
        cluster.Kubectl("label", "-n", home, "cm/settings", "seen=yes");
        cluster.Kubectl("delete", "-n", home, "cm/settings");
        Until(() => watch.Output.Contains("DELETED", StringComparison.Ordinal), watch);
        watch.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Where(word => word is "ADDED" or "MODIFIED" or "DELETED").ShouldBe(["ADDED", "MODIFIED", "DELETED"]);
    }

    [Fact]
    public async Task Who_watches_a_selector_sees_an_object_go_when_it_no_longer_matches()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        var version = cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.metadata.resourceVersion}");
        cluster.Kubectl("label", "-n", home, "cm/settings", "on=yes");
        cluster.Kubectl("label", "-n", home, "cm/settings", "on-");
        var events = await cluster.Client.GetStringAsync(new Uri($"/api/v1/namespaces/{home}/configmaps?watch=true&timeoutSeconds=1&labelSelector=on&resourceVersion={version}", UriKind.Relative), TestContext.Current.CancellationToken);
        events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..16]).ShouldBe(["""{"type":"ADDED",""", """{"type":"DELETED"""]);
    }

    [Fact]
    public async Task A_watch_from_a_forgotten_version_is_told_that_it_is_too_late()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        cluster.Compact();
        var events = await cluster.Client.GetStringAsync(new Uri($"/api/v1/namespaces/{home}/configmaps?watch=true&resourceVersion=1", UriKind.Relative), TestContext.Current.CancellationToken);
        events.ShouldContain("too old resource version: 1");
        events.ShouldContain("\"code\":410");
    }

    private static void Until(Func<bool> condition, ChildProcess watch)
    {
        for (var i = 0; i < 200 && !condition(); i++) Thread.Sleep(50);
        condition().ShouldBeTrue(watch.Output);
    }
}

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class DeletionTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_finalizer_holds_an_object_until_it_is_taken_off()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue").Replace("name: settings", "name: settings, finalizers: [example.org/hold]", StringComparison.Ordinal)));
        cluster.Kubectl("delete", "-n", home, "cm/settings", "--wait=false");
        cluster.Kubectl("get", "-n", home, "cm/settings", "-o", "jsonpath={.metadata.deletionTimestamp}").ShouldNotBeEmpty();
        cluster.Kubectl("patch", "-n", home, "cm/settings", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");
        cluster.Try("get", "-n", home, "cm/settings").Output.ShouldContain("(NotFound)");
    }

    [Theory]
    [InlineData("background", "")]
    [InlineData("foreground", "")]
    [InlineData("orphan", "replicaset")]
    public void What_an_object_owns_goes_with_it_or_stays(string cascade, string left)
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment()));
        cluster.Kubectl("rollout", "status", "-n", home, "deploy/api", "--timeout=30s");
        cluster.Kubectl("delete", "-n", home, "deploy/api", $"--cascade={cascade}", "--timeout=30s");
        var stays = left.Length > 0;
        for (var i = 0; i < 50 && !stays && Left(home).Length > 0; i++) Thread.Sleep(100);
        if (stays) Left(home).ShouldContain(left);
        else Left(home).ShouldBe("");
    }

    [Fact]
    public void A_namespace_takes_everything_in_it_along()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment(replicas: 3)));
        cluster.Kubectl("delete", "namespace", home, "--timeout=30s");
        cluster.Kubectl("get", "pods", "-A", "--no-headers").ShouldNotContain(home);
        cluster.Try("get", "namespace", home).Output.ShouldContain("(NotFound)");
    }

    private string Left(string home)
    {
        var output = cluster.Kubectl("get", "rs,pods", "-n", home, "-o", "name");
        return output.StartsWith("No resources", StringComparison.Ordinal) ? "" : output;
    }
}

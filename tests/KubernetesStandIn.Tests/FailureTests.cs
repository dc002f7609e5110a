using System.Diagnostics;

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class FailureTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_failure_hits_as_many_requests_as_were_asked_for()
    {
        var home = fixture.Namespace();
        cluster.Fail($"/namespaces/{home}/configmaps$", 500, "POST", count: 2);
        var manifest = cluster.Manifest(Manifests.ConfigMap("blue"));
        for (var i = 0; i < 2; i++) cluster.Try("create", "-n", home, "-f", manifest).Output.ShouldContain("(InternalError)");
        cluster.Kubectl("create", "-n", home, "-f", manifest);
        cluster.Requests().Where(line => line.StartsWith($"POST /api/v1/namespaces/{home}/configmaps", StringComparison.Ordinal)).Select(line => line[^3..]).ShouldBe(["500", "500", "201"]);
    }

    [Fact]
    public void A_request_can_be_made_to_take_its_time()
    {
        cluster.Fail("/api/v1/namespaces/default$", delay: TimeSpan.FromSeconds(2));
        var begun = Stopwatch.GetTimestamp();
        cluster.Try("get", "namespace", "default", "--request-timeout=1s").ExitCode.ShouldBe(1);
        Stopwatch.GetElapsedTime(begun).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        cluster.Kubectl("get", "namespace", "default");
    }
}

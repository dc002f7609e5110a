namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class RolloutTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_rollout_is_done_when_the_new_pods_are_ready_and_the_old_ones_gone()
    {
        var home = Deployed("example/api:1.0");
        cluster.Kubectl("set", "image", "-n", home, "deploy/api", "api=example/api:1.1");
        cluster.Kubectl("rollout", "status", "-n", home, "deploy/api", "--timeout=30s").ShouldEndWith("successfully rolled out");
        cluster.Kubectl("get", "pods", "-n", home, "-o", "jsonpath={.items[*].spec.containers[0].image}").ShouldBe("example/api:1.1 example/api:1.1");
        cluster.Kubectl("get", "rs", "-n", home, "--no-headers").Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public void A_rollout_with_an_image_that_cannot_be_pulled_fails_at_its_deadline_and_the_old_pods_stay()
    {
        var home = Deployed("example/api:1.0");
        cluster.Kubectl("set", "image", "-n", home, "deploy/api", "api=example/api:broken");
        Until(() => cluster.Kubectl("get", "pods", "-n", home).Contains("ImagePullBackOff", StringComparison.Ordinal));
        cluster.Try("rollout", "status", "-n", home, "deploy/api", "--timeout=1s").Output.ShouldContain("timed out waiting for the condition");
        cluster.Advance(TimeSpan.FromMinutes(11));
        var (exit, output) = cluster.Try("rollout", "status", "-n", home, "deploy/api", "--timeout=30s");
        exit.ShouldBe(1);
        output.ShouldContain("""error: deployment "api" exceeded its progress deadline""");
        cluster.Kubectl("get", "pods", "-n", home, "--no-headers").Split('\n').Count(line => line.Contains("Running", StringComparison.Ordinal)).ShouldBe(2);
        cluster.Kubectl("get", "events", "-n", home).ShouldContain("Failed to pull image \"example/api:broken\"");

        cluster.Kubectl("rollout", "undo", "-n", home, "deploy/api");
        cluster.Kubectl("rollout", "status", "-n", home, "deploy/api", "--timeout=30s").ShouldEndWith("successfully rolled out");
    }

    [Fact]
    public void A_container_that_ends_at_once_is_started_again_and_again()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment("example/api:crash")));
        Until(() => cluster.Kubectl("get", "pods", "-n", home).Contains("CrashLoopBackOff", StringComparison.Ordinal));
        cluster.Kubectl("logs", "-n", home, "deploy/api", "-c", "api").ShouldContain("fatal:");
        cluster.Kubectl("get", "pods", "-n", home, "-o", "jsonpath={.items[0].status.containerStatuses[0].lastState.terminated.exitCode}").ShouldBe("1");
    }

    [Fact]
    public void A_pod_that_dies_is_replaced_and_a_service_knows_the_ready_ones()
    {
        var home = Deployed("example/api:1.0");
        cluster.Kubectl("expose", "deploy/api", "-n", home, "--port=80", "--target-port=8080");
        Until(() => cluster.Kubectl("get", "endpoints/api", "-n", home).Split(":8080").Length == 3);
        var pod = cluster.Kubectl("get", "pods", "-n", home, "-o", "name").Split('\n')[0]["pod/".Length..];
        cluster.KillPod(home, pod);
        Until(() => cluster.Kubectl("get", "pods", "-n", home, "-o", "name").Split('\n') is { Length: 2 } pods && !pods.Contains($"pod/{pod}"));
        cluster.Kubectl("rollout", "status", "-n", home, "deploy/api", "--timeout=30s");
    }

    [Fact]
    public void A_job_ends_well_or_badly_as_its_image_says()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "job", "good", "-n", home, "--image=example/job:1");
        cluster.Kubectl("create", "job", "bad", "-n", home, "--image=example/job:crash");
        cluster.Kubectl("wait", "-n", home, "--for=condition=Complete", "job/good", "--timeout=30s");
        cluster.Kubectl("wait", "-n", home, "--for=condition=Failed", "job/bad", "--timeout=30s");
    }

    private string Deployed(string image)
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment(image, replicas: 2)));
        cluster.Kubectl("rollout", "status", "-n", home, "deploy/api", "--timeout=30s");
        return home;
    }

    private static void Until(Func<bool> condition)
    {
        for (var i = 0; i < 60 && !condition(); i++) Thread.Sleep(100);
        condition().ShouldBeTrue();
    }
}

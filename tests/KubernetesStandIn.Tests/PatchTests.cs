namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class PatchTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_strategic_patch_finds_containers_by_name_and_takes_one_out()
    {
        var home = Deployed();
        Patch(home, "strategic", """{"spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"example/proxy:4.0"}]}}}}""");
        Images(home).ShouldBe("example/api:1.0 example/proxy:4.0");
        Patch(home, "strategic", """{"spec":{"template":{"spec":{"containers":[{"name":"proxy","$patch":"delete"},{"name":"api","env":[{"name":"SIZE","value":"large"}]}]}}}}""");
        Images(home).ShouldBe("example/api:1.0");
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.template.spec.containers[0].env[*].name}").ShouldBe("COLOR SIZE");
    }

    [Fact]
    public void A_merge_patch_replaces_lists_whole()
    {
        var home = Deployed();
        Patch(home, "merge", """{"metadata":{"labels":{"app":null}},"spec":{"template":{"spec":{"containers":[{"name":"only","image":"example/only:1"}]}}}}""");
        Images(home).ShouldBe("example/only:1");
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.metadata.labels}").ShouldBe("");
    }

    [Fact]
    public void A_JSON_patch_whose_test_fails_changes_nothing()
    {
        var home = Deployed();
        var (exit, output) = cluster.Try("patch", "deploy/api", "-n", home, "--type=json", "-p", """[{"op":"replace","path":"/spec/replicas","value":5},{"op":"test","path":"/metadata/name","value":"other"}]""");
        exit.ShouldBe(1);
        output.ShouldContain("testing value /metadata/name failed");
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.replicas}").ShouldBe("1");
        Patch(home, "json", """[{"op":"test","path":"/metadata/name","value":"api"},{"op":"add","path":"/spec/template/spec/containers/0","value":{"name":"first","image":"example/first:1"}},{"op":"remove","path":"/spec/template/spec/containers/2"}]""");
        Images(home).ShouldBe("example/first:1 example/api:1.0");
    }

    [Fact]
    public void Scaling_counts_up_the_generation_and_an_annotation_does_not()
    {
        var home = Deployed();
        cluster.Kubectl("annotate", "deploy/api", "-n", home, "a=b");
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.metadata.generation}").ShouldBe("1");
        cluster.Kubectl("scale", "deploy/api", "-n", home, "--replicas=3", "--current-replicas=1");
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.metadata.generation} {.spec.replicas}").ShouldBe("2 3");
        cluster.Try("scale", "deploy/api", "-n", home, "--replicas=5", "--current-replicas=1").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_status_is_written_apart_from_the_rest()
    {
        cluster.Kubectl("apply", "-f", cluster.Manifest("---\n{apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: {name: parts, namespace: default}, spec: {interval: 1m, url: 'oci://example.org/x'}}"));
        Run("merge", """{"status":{"url":"here"},"spec":{"interval":"2m"}}""");
        Get("{.spec.interval}{.status.url}").ShouldBe("2m");
        Run("merge", """{"status":{"url":"here"},"spec":{"interval":"3m"}}""", "--subresource=status");
        Get("{.spec.interval}{.status.url}").ShouldBe("2mhere");

        void Run(string type, string patch, params string[] more) => cluster.Kubectl(["patch", "ocirepository/parts", "-n", "default", $"--type={type}", "-p", patch, .. more]);
        string Get(string path) => cluster.Kubectl("get", "ocirepository/parts", "-n", "default", "-o", $"jsonpath={path}");
    }

    private string Deployed()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment()));
        return home;
    }

    private void Patch(string home, string type, string patch) => cluster.Kubectl("patch", "deploy/api", "-n", home, $"--type={type}", "-p", patch);

    private string Images(string home) => cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.template.spec.containers[*].image}");
}

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class ApplyTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void What_is_applied_again_is_unchanged_and_a_change_shows_in_the_diff_alone()
    {
        var home = fixture.Namespace();
        var first = cluster.Manifest(Manifests.Deployment(replicas: 2));
        cluster.Kubectl("apply", "-n", home, "-f", first).ShouldBe("deployment.apps/api created");
        cluster.Kubectl("apply", "-n", home, "-f", first).ShouldBe("deployment.apps/api unchanged");
        cluster.Try("diff", "-n", home, "-f", first).ShouldBe((0, ""));

        var second = cluster.Manifest(Manifests.Deployment("example/api:1.1", replicas: 2));
        var (exit, diff) = cluster.Try("diff", "-n", home, "-f", second);
        exit.ShouldBe(1, diff);
        diff.ShouldContain("-        image: example/api:1.0");
        diff.ShouldContain("+        image: example/api:1.1");
        diff.ShouldNotContain("proxy:3.1\n+");
        Image(home).ShouldBe("example/api:1.0", "a diff changes nothing");

        cluster.Kubectl("apply", "-n", home, "-f", second).ShouldBe("deployment.apps/api configured");
        Image(home).ShouldBe("example/api:1.1");
    }

    [Fact]
    public void A_field_taken_out_of_the_manifest_is_taken_out_of_the_object()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment()));
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment().Replace("        env: [{ name: COLOR, value: blue }]\n", "", StringComparison.Ordinal)));
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.template.spec.containers[*].env}").ShouldBe("");
    }

    [Fact]
    public void What_is_there_cannot_be_created_and_what_is_not_cannot_be_found()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        cluster.Try("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue"))).Output.ShouldContain("""(AlreadyExists): error when creating""");
        cluster.Try("get", "-n", home, "cm/other").Output.ShouldContain("""(NotFound): configmaps "other" not found""");
        cluster.Try("apply", "-n", "nowhere", "-f", cluster.Manifest(Manifests.ConfigMap("blue"))).Output.ShouldContain("""namespaces "nowhere" not found""");
    }

    [Fact]
    public void A_stale_version_is_a_conflict()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        var stale = cluster.Manifest(cluster.Kubectl("get", "-n", home, "cm/settings", "-o", "yaml"));
        cluster.Kubectl("annotate", "-n", home, "cm/settings", "touched=yes");
        cluster.Try("replace", "-n", home, "-f", stale).Output.ShouldContain("""(Conflict): error when replacing""");
        cluster.Try("replace", "-n", home, "-f", stale).Output.ShouldContain("the object has been modified; please apply your changes to the latest version and try again");
    }

    [Fact]
    public void Selectors_choose_by_labels_and_names()
    {
        var home = fixture.Namespace();
        foreach (var (name, tier) in new[] { ("one", "web"), ("two", "job"), ("three", "db") })
        {
            cluster.Kubectl("create", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue", name)));
            cluster.Kubectl("label", "-n", home, $"cm/{name}", $"tier={tier}");
        }
        cluster.Kubectl("get", "cm", "-n", home, "-l", "tier in (web,job)", "-o", "name").Split('\n').ShouldBe(["configmap/one", "configmap/two"]);
        cluster.Kubectl("get", "cm", "-n", home, "-l", "tier,tier!=db", "-o", "name").Split('\n').ShouldBe(["configmap/one", "configmap/two"]);
        cluster.Kubectl("get", "cm", "-n", home, "--field-selector", "metadata.name=three", "-o", "name").ShouldBe("configmap/three");
        cluster.Kubectl("get", "cm", "-n", home, "--chunk-size=2", "-o", "name").Split('\n').Length.ShouldBe(3);
        cluster.Try("get", "cm", "-n", home, "--field-selector", "data.color=blue").Output.ShouldContain("field label not supported: data.color");
    }

    private string Image(string home) => cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.template.spec.containers[0].image}");
}

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class ServerSideApplyTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_field_that_someone_else_applied_with_another_value_is_a_conflict_until_it_is_forced()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.Deployment("example/api:1.0")).ExitCode.ShouldBe(0);
        var (exit, output) = Apply(home, "two", Manifests.Deployment("example/api:2.0"));
        exit.ShouldBe(1);
        output.ShouldContain("""Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="api"].image""");
        Apply(home, "two", Manifests.Deployment("example/api:2.0"), "--force-conflicts").ExitCode.ShouldBe(0);
        Apply(home, "one", Manifests.Deployment("example/api:1.0")).Output.ShouldContain("""conflict with "two": """);
    }

    [Fact]
    public void A_field_that_someone_else_patched_is_a_conflict_that_names_the_version_they_used()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.Deployment(replicas: 1));
        cluster.Kubectl("patch", "deploy/api", "-n", home, "-p", """{"spec":{"replicas":3}}""");
        Apply(home, "one", Manifests.Deployment(replicas: 1)).Output.ShouldContain("""conflict with "kubectl-patch" using apps/v1: .spec.replicas""");
    }

    [Fact]
    public void Two_may_own_the_same_value_and_it_stays_until_both_let_go()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.Deployment());
        Apply(home, "two", Manifests.Deployment()).ExitCode.ShouldBe(0);
        var less = Manifests.Deployment().Replace("        env: [{ name: COLOR, value: blue }]\n", "", StringComparison.Ordinal);
        Apply(home, "one", less).ExitCode.ShouldBe(0);
        Color(home).ShouldBe("blue");
        Apply(home, "two", less).ExitCode.ShouldBe(0);
        Color(home).ShouldBe("");
    }

    [Fact]
    public void Someone_who_applies_a_part_leaves_the_rest_alone()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.ConfigMap("blue"));
        Apply(home, "two", Manifests.ConfigMap("blue").Replace("color: blue", "size: large", StringComparison.Ordinal)).ExitCode.ShouldBe(0);
        cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.data}").ShouldBe("""{"color":"blue","size":"large"}""");
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing_not_even_the_version()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.ConfigMap("blue"));
        var version = cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.metadata.resourceVersion}");
        cluster.Advance(TimeSpan.FromSeconds(5));
        Apply(home, "one", Manifests.ConfigMap("blue"));
        cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.metadata.resourceVersion}").ShouldBe(version);
    }

    [Fact]
    public void A_trial_says_what_would_be_and_keeps_nothing()
    {
        var home = fixture.Namespace();
        Apply(home, "one", Manifests.ConfigMap("blue"));
        cluster.Kubectl("apply", "--server-side", "--field-manager=one", "--dry-run=server", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("red")), "-o", "jsonpath={.data.color}").ShouldBe("red");
        cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.data.color}").ShouldBe("blue");
    }

    [Fact]
    public void kubectl_takes_over_what_it_applied_by_itself_before()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("blue")));
        cluster.Kubectl("apply", "--server-side", "-n", home, "-f", cluster.Manifest(Manifests.ConfigMap("red")));
        var owners = cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.metadata.managedFields[*].manager}", "--show-managed-fields");
        owners.Split(' ').ShouldContain("kubectl");
        owners.ShouldNotContain("kubectl-client-side-apply");
    }

    private (int ExitCode, string Output) Apply(string home, string manager, string manifest, params string[] more) =>
        cluster.Try(["apply", "--server-side", $"--field-manager={manager}", "-n", home, "-f", cluster.Manifest(manifest), .. more]);

    private string Color(string home) => cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec.template.spec.containers[0].env[0].value}");
}

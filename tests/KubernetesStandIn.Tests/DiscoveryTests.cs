namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class DiscoveryTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void The_server_says_which_version_it_stands_for() => cluster.Kubectl("version").ShouldContain("Server Version: v1.32");

    [Fact]
    public void Built_in_kinds_and_those_of_Flux_and_Argo_are_served_under_their_short_names()
    {
        var kinds = cluster.Kubectl("api-resources", "--no-headers");
        foreach (var line in new[] { @"deployments\s+deploy\s+apps/v1\s+true", @"kustomizations\s+ks\s+kustomize\.toolkit\.fluxcd\.io/v1\s+true", @"workflowtemplates\s+wftmpl\s+argoproj\.io/v1alpha1\s+true", @"clusterroles\s+rbac\S+\s+false" })
            kinds.ShouldMatch(line);
    }

    [Fact]
    public void Fields_are_explained_from_the_schema() => cluster.Kubectl("explain", "kustomization.spec.prune").ShouldContain("Prune enables garbage collection");

    [Fact]
    public void A_definition_that_is_applied_brings_a_new_kind_and_takes_it_along_when_it_goes()
    {
        var definition = cluster.Manifest("""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: widgets.example.org }
            spec:
              group: example.org
              scope: Namespaced
              names: { kind: Widget, plural: widgets }
              versions:
              - name: v1
                served: true
                storage: true
                schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer, maximum: 3, default: 2 } } } } } }
            """);
        cluster.Kubectl("apply", "-f", definition);
        cluster.Kubectl("wait", "--for=condition=Established", "crd/widgets.example.org");
        var widget = cluster.Manifest("---\n{apiVersion: example.org/v1, kind: Widget, metadata: {name: one, namespace: default}, spec: {}}");
        cluster.Kubectl("apply", "-f", widget);
        cluster.Kubectl("get", "widget", "one", "-n", "default", "-o", "jsonpath={.spec.size}").ShouldBe("2");
        cluster.Try("patch", "widget", "one", "-n", "default", "--type=merge", "-p", """{"spec":{"size":4}}""").Output.ShouldContain("should be less than or equal to 3");
        cluster.Kubectl("delete", "-f", definition);
        cluster.Try("get", "widgets", "-n", "default").Output.ShouldContain("(NotFound)");
    }
}

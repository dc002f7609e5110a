namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class StrictnessTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Theory]
    [InlineData("replicas:", "replcas:", """strict decoding error: unknown field "spec.replcas" """)]
    [InlineData("image: example/proxy:3.1", "imagee: example/proxy:3.1", """unknown field "spec.template.spec.containers[1].imagee" """)]
    [InlineData("replicas: 1", "replicas: \"1\"", "cannot unmarshal string into Go struct field Deployment.spec.replicas of type int32")]
    [InlineData("replicas: 1", "replicas: -1", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("image: example/proxy:3.1", "command: [x]", "spec.template.spec.containers[1].image: Required value")]
    [InlineData("name: proxy", "name: api", """spec.template.spec.containers[1].name: Duplicate value: "api" """)]
    [InlineData("containerPort: 8080", "containerPort: 80808", "must be between 1 and 65535, inclusive")]
    [InlineData("matchLabels: { app: api }", "matchLabels: { app: other }", "`selector` does not match template `labels`")]
    [InlineData("selector: { matchLabels: { app: api } }", "paused: false", "spec.selector: Required value")]
    [InlineData("name: api, labels", "name: API, labels", "a lowercase RFC 1123 subdomain must consist of")]
    [InlineData("image: example/proxy:3.1", "image: x\n        volumeMounts: [{ name: data, mountPath: /data }]", """volumeMounts[0].name: Not found: "data" """)]
    public void A_wrong_Deployment_is_refused_with_the_words_of_the_real_server(string right, string wrong, string words)
    {
        var manifest = Manifests.Deployment();
        manifest.ShouldContain(right);
        var (exit, output) = cluster.Try("apply", "-n", "default", "-f", cluster.Manifest(manifest.Replace(right, wrong, StringComparison.Ordinal)));
        exit.ShouldBe(1, output);
        output.ShouldContain(words.Trim());
    }

    [Fact]
    public void A_misspelled_field_is_a_warning_and_dropped_when_that_is_asked_for()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "--validate=warn", "-n", home, "-f", cluster.Manifest(Manifests.Deployment().Replace("replicas:", "replcas:", StringComparison.Ordinal))).ShouldContain("""Warning: unknown field "spec.replcas" """.Trim());
        cluster.Kubectl("get", "deploy/api", "-n", home, "-o", "jsonpath={.spec}").ShouldNotContain("replcas");
    }

    [Fact]
    public void A_misspelled_field_is_refused_when_an_object_is_changed_as_well()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment()));
        cluster.Try("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment().Replace("replicas:", "replcas:", StringComparison.Ordinal))).Output.ShouldContain("""strict decoding error: unknown field "spec.replcas" """.Trim());
        cluster.Try("apply", "--server-side", "-n", home, "-f", cluster.Manifest(Manifests.Deployment().Replace("replicas:", "replcas:", StringComparison.Ordinal))).Output.ShouldContain(".spec.replcas: field not declared in schema");
    }

    [Fact]
    public void What_identifies_pods_cannot_change()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment()));
        cluster.Try("apply", "-n", home, "-f", cluster.Manifest(Manifests.Deployment().Replace("app: api", "app: web", StringComparison.Ordinal))).Output.ShouldContain("field is immutable");
    }

    [Theory]
    [InlineData("spec: { intervall: 5m, prune: true, sourceRef: { kind: GitRepository, name: x } }", """unknown field "spec.intervall" """)]
    [InlineData("spec: { prune: true, sourceRef: { kind: GitRepository, name: x } }", "spec.interval: Required value")]
    [InlineData("spec: { interval: often, prune: true, sourceRef: { kind: GitRepository, name: x } }", "spec.interval in body should match")]
    [InlineData("spec: { interval: 5m, prune: 1, sourceRef: { kind: GitRepository, name: x } }", "spec.prune in body must be of type boolean")]
    [InlineData("spec: { interval: 5m, prune: true, sourceRef: { kind: Folder, name: x } }", """spec.sourceRef.kind: Unsupported value: "Folder": supported values: """)]
    public void A_wrong_Kustomization_is_refused_by_the_definition_of_Flux(string spec, string words)
    {
        var manifest = cluster.Manifest($"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{ name: wrong, namespace: flux-system }}\n{spec}\n");
        var (exit, output) = cluster.Try("apply", "-f", manifest);
        exit.ShouldBe(1, output);
        output.ShouldContain(words.Trim());
    }

    [Fact]
    public void A_misspelled_field_deep_in_an_Argo_workflow_is_refused()
    {
        const string Template = """
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: { name: pipeline, namespace: default }
            spec:
              entrypoint: main
              templates:
              - name: main
                container: { image: "example/gw:1", command: [gw], env: [{ name: A, value: b }] }
            """;
        cluster.Try("apply", "-f", cluster.Manifest(Template.Replace("value: b", "valeu: b", StringComparison.Ordinal))).Output.ShouldContain("""unknown field "spec.templates[0].container.env[0].valeu" """.Trim());
        cluster.Kubectl("apply", "-f", cluster.Manifest(Template)).ShouldContain("created");
    }
}

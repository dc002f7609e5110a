using System.Text.Json.Nodes;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>A site on Kubernetes in a checkout with a bare remote, and a stand-in cluster with Flux that it is deployed to.</summary>
internal sealed class ClusterRepository : IDisposable
{
    private const string Address = "https://git.example/site";
    private readonly GitSandbox sandbox = GitSandbox.Create(withRemote: true);
    private readonly TemporaryDirectory home = new();

    /// <summary>Makes it.</summary>
    /// <param name="way">How the overlay gets into the cluster, such as <c>apply: direct</c>.</param>
    public ClusterRepository(string way)
    {
        Cluster = StandInCluster.Start("--definitions", "flux-", "--flux-interval", "500", "--ready-after", "100");
        Cluster.ServeRepository(Address, sandbox.Remote!);
        Cluster.Kubectl("create", "namespace", "shop");
        sandbox.Write("groundwright.yaml", $$"""
            version: 1
            agent: { use: manual }
            ship: { soloOperator: true }
            targets:
              site: { kustomize: "clusters/{environment}", {{way}} }
            environments:
              dev: { auto: true, cluster: stand-in }

            """);
        sandbox.Write("clusters/dev/kustomization.yaml", "namespace: shop\nresources: [site.yaml]\n");
        Release("1.0");
    }

    public StandInCluster Cluster { get; }

    public string Root => sandbox.Root;

    public string Remote => sandbox.Remote!;

    /// <summary>What kubectl is told through the environment of gw.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["KUBECONFIG"] = Cluster.KubeConfig, ["HOME"] = home.Path };

    /// <summary>Merges a new version; returns its commit.</summary>
    public string Release(string tag)
    {
        sandbox.Write("clusters/dev/site.yaml", Site.Replace("<tag>", tag, StringComparison.Ordinal));
        var commit = sandbox.Commit($"Version {tag}");
        sandbox.Git("push", "-q", "origin", "main");
        return commit;
    }

    public (int ExitCode, string Output) Gw(params string[] arguments) => Acceptance.Gw.RunWith(Environment, Root, arguments);

    /// <summary>Image that the cluster was told to run; null: none.</summary>
    public string? Image() => Cluster.Try("get", "deployment", "api", "-n", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}") is (0, var image) ? image.Trim() : null;

    /// <summary>A value of the record that direct applies keep.</summary>
    public string? Record(string key) =>
        JsonNode.Parse(Cluster.Kubectl("get", "configmap", "-n", "default", "-o", "json"))!["items"]!.AsArray().FirstOrDefault(one => (string?)one!["metadata"]!["name"] == "groundwright-site-dev")?["data"]?[key]?.GetValue<string>();

    /// <summary>Lets Flux watch a branch.</summary>
    public void Watch(string branch) => Cluster.Kubectl("apply", "--server-side", "-f", Cluster.Manifest($$"""
        apiVersion: v1
        kind: Namespace
        metadata: { name: flux-system }
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: { name: site, namespace: flux-system }
        spec: { interval: 1m, url: "{{Address}}", ref: { branch: {{branch}} } }
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: site, namespace: flux-system }
        spec: { interval: 1m, path: ./clusters/dev, prune: true, sourceRef: { kind: GitRepository, name: site } }

        """));

    public void Dispose()
    {
        Cluster.Dispose();
        sandbox.Dispose();
        home.Dispose();
    }

    private const string Site = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { greeting: hello }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: api }
        spec:
          replicas: 1
          selector: { matchLabels: { app: api } }
          template:
            metadata: { labels: { app: api } }
            spec:
              securityContext: { runAsNonRoot: true }
              containers:
              - name: api
                image: registry.example/team/api:<tag>
                resources: { limits: { memory: 64Mi, cpu: 100m } }

        """;
}

using System.Text.Json.Nodes;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>
/// A site on Kubernetes in a checkout with a bare remote, and a stand-in cluster with Flux that it is deployed to: one base, one overlay and one namespace for each environment.
/// </summary>
internal sealed class ClusterRepository : IDisposable
{
    private const string Address = "https://git.example/site";
    private readonly GitSandbox sandbox = GitSandbox.Create(withRemote: true);
    private readonly TemporaryDirectory home = new();
    private readonly IReadOnlyList<string> environments;

    /// <summary>Makes it.</summary>
    /// <param name="way">How the overlay gets into the cluster, such as <c>apply: direct</c>.</param>
    /// <param name="settings">The environments with their rules, in order.</param>
    public ClusterRepository(string way, params (string Name, string Rules)[] settings)
    {
        if (settings.Length == 0) settings = [("dev", "auto: true")];
        environments = [.. settings.Select(environment => environment.Name)];
        Cluster = StandInCluster.Start("--definitions", "flux-", "--flux-interval", "500", "--ready-after", "100");
        Cluster.ServeRepository(Address, sandbox.Remote!);
        // Where kubectl looks by itself: the tests of an environment are given no variables of ours.
        Directory.CreateDirectory(home[".kube"]);
        File.Copy(Cluster.KubeConfig, home[".kube", "config"]);
        Told = new Told(Root, Environment);
        foreach (var environment in environments) Cluster.Kubectl("create", "namespace", $"shop-{environment}");
        var rules = settings.Select(environment => $"{environment.Name}: {{ cluster: stand-in, {environment.Rules} }}");
        sandbox.Write("groundwright.yaml", $$"""
            version: 1
            agent: { use: manual }
            ship: { soloOperator: true }
            targets:
              site: { kustomize: "clusters/{environment}", {{way}} }
            environments:
              {{string.Join("\n  ", rules)}}

            """);
        Script("bin/ready", "test \"$(kubectl get deployment api -n \"shop-$GROUNDWRIGHT_ENVIRONMENT\" -o 'jsonpath={.status.readyReplicas}')\" = 1");
        sandbox.Write("base/kustomization.yaml", "resources: [site.yaml]\n");
        sandbox.Write("base/site.yaml", Site);
        Release("1.0");
    }

    public StandInCluster Cluster { get; }

    public string Root => sandbox.Root;

    public string Remote => sandbox.Remote!;

    /// <summary>The program in the checkout.</summary>
    public Told Told { get; }

    /// <summary>What kubectl is told through the environment of gw.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["KUBECONFIG"] = Cluster.KubeConfig, ["HOME"] = home.Path };

    /// <summary>Merges a new version; returns its commit.</summary>
    /// <param name="tag">Tag of the image.</param>
    /// <param name="prod">Another tag in prod; null: the same.</param>
    public string Release(string tag, string? prod = null)
    {
        foreach (var environment in environments)
        {
            var here = environment == "prod" ? prod ?? tag : tag;
            sandbox.Write($"clusters/{environment}/kustomization.yaml",
                $"namespace: shop-{environment}\nresources: [../../base]\nimages: [{{ name: registry.example/team/api, newTag: \"{here}\" }}]\n");
        }
        var commit = sandbox.Commit($"Version {tag}");
        sandbox.Git("push", "-q", "origin", "main");
        return commit;
    }

    public (int ExitCode, string Output) Gw(params string[] arguments) => Told.Gw(arguments);

    /// <summary>Image that the cluster was told to run; null: none.</summary>
    public string? Image(string environment = "dev") =>
        Cluster.Try("get", "deployment", "api", "-n", $"shop-{environment}", "-o", "jsonpath={.spec.template.spec.containers[0].image}") is (0, var image) ? image.Trim() : null;

    /// <summary>A value of the record that direct applies keep.</summary>
    public string? Record(string key) =>
        JsonNode.Parse(Cluster.Kubectl("get", "configmap", "-n", "default", "-o", "json"))!["items"]!.AsArray().FirstOrDefault(one => (string?)one!["metadata"]!["name"] == "groundwright-site-dev")?["data"]?[key]?.GetValue<string>();

    /// <summary>Lets Flux watch the branch of each environment, with objects named after it.</summary>
    public void Watch()
    {
        foreach (var environment in environments) Cluster.Kubectl("apply", "--server-side", "-f", Cluster.Manifest($$"""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: { name: site-{{environment}}, namespace: flux-system }
            spec: { interval: 1m, url: "{{Address}}", ref: { branch: deploy/{{environment}} } }
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: site-{{environment}}, namespace: flux-system }
            spec: { interval: 1m, path: ./clusters/{{environment}}, prune: true, sourceRef: { kind: GitRepository, name: site-{{environment}} } }

            """));
    }

    /// <summary>What the remote says.</summary>
    public string OnRemote(params string[] arguments) => GitSandbox.GitIn(Remote, arguments);

    public void Dispose()
    {
        Cluster.Dispose();
        sandbox.Dispose();
        home.Dispose();
    }

    private void Script(string path, string line)
    {
        sandbox.Write(path, $"#!/usr/bin/env bash\nset -eu\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(Root, path), (UnixFileMode)0b111_101_101);
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
                image: registry.example/team/api
                resources: { limits: { memory: 64Mi, cpu: 100m } }

        """;
}

using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>One stand-in cluster for the tests of this folder; each uses namespaces and names of its own.</summary>
public sealed class ClusterFixture : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly Lazy<StandInCluster> cluster = new(() => StandInCluster.Start("--definitions", "flux-", "--flux-interval", "500", "--ready-after", "100"));
    private readonly Lazy<string> kubeconfig;

    public ClusterFixture() => kubeconfig = new Lazy<string>(() => folder.Write("kubeconfig", Contexts()));

    /// <summary>kubectl configuration with the contexts <c>stand-in</c> (current), <c>reader</c> and <c>gone</c>.</summary>
    public string Kubeconfig => kubeconfig.Value;

    /// <summary>Lets an address of a GitRepository stand for a local repository.</summary>
    public void Serve(string url, string path) => cluster.Value.ServeRepository(url, path);

    public void Dispose()
    {
        if (cluster.IsValueCreated) cluster.Value.Dispose();
        folder.Dispose();
    }

    private string Contexts() => File.ReadAllText(cluster.Value.KubeConfig)
        .Replace("users:\n", $"- name: gone\n  cluster: {{ server: \"https://127.0.0.1:1\" }}\nusers:\n- name: reader\n  user: {{ token: {cluster.Value.ReadOnlyToken} }}\n", StringComparison.Ordinal)
        .Replace("contexts:\n", "contexts:\n- { name: reader, context: { cluster: stand-in, user: reader } }\n- { name: gone, context: { cluster: gone, user: stand-in } }\n", StringComparison.Ordinal);
}

/// <summary>The tests that share the cluster.</summary>
[CollectionDefinition(nameof(Cluster))]
public sealed class Cluster : ICollectionFixture<ClusterFixture>;

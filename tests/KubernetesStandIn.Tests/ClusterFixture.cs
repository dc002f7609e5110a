namespace KubernetesStandIn.Tests;

/// <summary>One cluster for all tests of this project; each test works in a namespace of its own.</summary>
public sealed class ClusterFixture : IDisposable
{
    private readonly Lazy<StandInCluster> cluster = new(() => StandInCluster.Start("--flux-interval", "60000"), LazyThreadSafetyMode.PublicationOnly);
    private int namespaces;

    /// <summary>Started by the first test that asks, which is skipped when something is missing.</summary>
    public StandInCluster Cluster => cluster.Value;

    /// <summary>Makes a namespace.</summary>
    public string Namespace()
    {
        var name = $"test-{Interlocked.Increment(ref namespaces)}";
        Cluster.Kubectl("create", "namespace", name);
        return name;
    }

    public void Dispose()
    {
        if (cluster.IsValueCreated) cluster.Value.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}

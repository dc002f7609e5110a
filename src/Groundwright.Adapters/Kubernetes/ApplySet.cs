using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// What a target has put into a cluster: an ApplySet, which kubectl keeps itself. Its parent is a ConfigMap in the namespace of the context, its members
/// carry a label; what carries the label and is not applied any more is pruned.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-id</remarks>
/// <param name="Target">Name of the target.</param>
/// <param name="Environment">Name of the environment: two of them may share a cluster.</param>
internal sealed record ApplySet(string Target, string Environment)
{
    private const string Id = "applyset.kubernetes.io/id";
    private const string Member = "applyset.kubernetes.io/part-of";
    private const string Kinds = "applyset.kubernetes.io/contains-group-kinds";
    private const string Elsewhere = "applyset.kubernetes.io/additional-namespaces";

    /// <summary>Name of the ConfigMap.</summary>
    public string Parent => $"groundwright-{Target}-{Environment}";

    /// <summary>Arguments with which <c>kubectl apply</c> keeps the set and prunes.</summary>
    public IReadOnlyList<string> Arguments => ["--prune", $"--applyset=configmaps/{Parent}"];

    /// <summary>The ConfigMap; null when nothing was ever applied.</summary>
    public async Task<KubeObject?> Find(Kubectl kubectl, CancellationToken cancellationToken) =>
        (await kubectl.Read(["get", "configmap", Parent, "--ignore-not-found"], cancellationToken)).Objects().Select(one => new KubeObject(one)).FirstOrDefault();

    /// <summary>Every object that carries the label.</summary>
    public async Task<IReadOnlyList<KubeObject>> Members(Kubectl kubectl, CancellationToken cancellationToken)
    {
        if (await Find(kubectl, cancellationToken) is not { } parent || parent.Label(Id) is not { } id || parent.Annotation(Kinds) is not { Length: > 0 } kinds) return [];
        var found = new Dictionary<string, KubeObject>(StringComparer.Ordinal);
        foreach (var space in (parent.Annotation(Elsewhere) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Prepend(parent.Namespace ?? "default").Distinct())
        {
            var answer = await kubectl.Read(["get", kinds, "--namespace", space, "--selector", $"{Member}={id}", "--ignore-not-found"], cancellationToken);
            // Objects without a namespace come with each of them.
            foreach (var one in answer.Objects().Select(one => new KubeObject(one))) found[one.Key] = one;
        }
        return [.. found.Values];
    }
}

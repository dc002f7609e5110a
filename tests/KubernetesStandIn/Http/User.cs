namespace KubernetesStandIn.Http;

/// <summary>Who sends a request, by its token. Stands for RBAC: one may do everything, the other only read.</summary>
internal sealed record User(string Name, bool CanWrite)
{
    private static readonly string[] Reading = ["get", "list", "watch"];

    /// <summary>Whether it may; asking what one may do is open to everybody.</summary>
    public bool May(string verb, string group) => CanWrite || Reading.Contains(verb) || (verb == "create" && group is "authorization.k8s.io" or "authentication.k8s.io");
}

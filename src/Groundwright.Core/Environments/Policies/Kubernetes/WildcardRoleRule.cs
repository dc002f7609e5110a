namespace Groundwright.Core.Environments.Policies;

/// <summary>A role that may do everything.</summary>
internal sealed class WildcardRoleRule : IPolicyRule
{
    private static readonly string[] Parts = ["verbs", "resources", "apiGroups"];

    public string Id => "k8s-007";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A role allows every verb or every resource, or somebody is made cluster-admin.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten) yield break;
        if (resource.Type is "Role.rbac.authorization.k8s.io" or "ClusterRole.rbac.authorization.k8s.io")
        {
            foreach (var rule in resource.After.Items("rules"))
            {
                var open = Parts.Where(part => rule.Texts(part).Contains("*")).ToList();
                // Every group of one named resource is how `scale` and the like are written; it opens nothing by itself.
                if (open.Exists(part => part != "apiGroups")) yield return $"a rule has * for {string.Join(", ", open)}";
            }
        }
        if (resource.Type is "RoleBinding.rbac.authorization.k8s.io" or "ClusterRoleBinding.rbac.authorization.k8s.io" && resource.After.Member("roleRef").Text("name") == "cluster-admin")
            yield return $"{string.Join(", ", resource.After.Items("subjects").Select(subject => $"{subject.Text("kind")} {subject.Text("name")}"))} becomes cluster-admin";
    }
}

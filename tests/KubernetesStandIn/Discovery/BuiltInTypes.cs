using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Requests.Tables;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Discovery;

/// <summary>The kinds the real server brings along, read from the paths of its OpenAPI document.</summary>
internal static class BuiltInTypes
{
    /// <summary>Versions that are served. Others would need conversion between versions.</summary>
    private static readonly string[] Served =
    [
        "/api/v1", "/apis/apps/v1", "/apis/batch/v1", "/apis/rbac.authorization.k8s.io/v1", "/apis/networking.k8s.io/v1", "/apis/policy/v1", "/apis/autoscaling/v2",
        "/apis/discovery.k8s.io/v1", "/apis/coordination.k8s.io/v1", "/apis/scheduling.k8s.io/v1", "/apis/storage.k8s.io/v1", "/apis/apiextensions.k8s.io/v1",
        "/apis/authorization.k8s.io/v1", "/apis/authentication.k8s.io/v1",
    ];

    private static readonly Dictionary<string, string[]> ShortNames = new()
    {
        ["componentstatuses"] = ["cs"], ["configmaps"] = ["cm"], ["endpoints"] = ["ep"], ["events"] = ["ev"], ["limitranges"] = ["limits"], ["namespaces"] = ["ns"],
        ["nodes"] = ["no"], ["persistentvolumeclaims"] = ["pvc"], ["persistentvolumes"] = ["pv"], ["pods"] = ["po"], ["replicationcontrollers"] = ["rc"],
        ["resourcequotas"] = ["quota"], ["serviceaccounts"] = ["sa"], ["services"] = ["svc"], ["customresourcedefinitions"] = ["crd", "crds"], ["daemonsets"] = ["ds"],
        ["deployments"] = ["deploy"], ["replicasets"] = ["rs"], ["statefulsets"] = ["sts"], ["cronjobs"] = ["cj"], ["horizontalpodautoscalers"] = ["hpa"],
        ["ingresses"] = ["ing"], ["networkpolicies"] = ["netpol"], ["poddisruptionbudgets"] = ["pdb"], ["priorityclasses"] = ["pc"], ["storageclasses"] = ["sc"],
    };

    private static readonly string[] InAll = ["pods", "replicationcontrollers", "services", "daemonsets", "deployments", "replicasets", "statefulsets", "cronjobs", "jobs", "horizontalpodautoscalers"];

    public static IEnumerable<ResourceType> Read(Swagger swagger) => Served.SelectMany(root => Read(swagger, root));

    private static IEnumerable<ResourceType> Read(Swagger swagger, string root)
    {
        var paths = swagger.Paths.Select(path => path.Key).Where(path => path.StartsWith(root + "/", StringComparison.Ordinal) && !path.Contains("/watch/", StringComparison.Ordinal)).ToHashSet();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var words = path[(root.Length + 1)..].Split('/');
            // A path that makes or lists things: `deployments` below its namespace or, for what has none, below the root.
            var namespaced = words is ["namespaces", "{namespace}", _];
            if (!namespaced && words is not [[not '{', ..]]) continue;
            var plural = words[^1];
            // Of what can only be posted, only questions about oneself are answered.
            if (!paths.Contains(path + "/{name}") && !plural.StartsWith("selfsubject", StringComparison.Ordinal)) continue;
            if ((!namespaced && paths.Contains($"{root}/namespaces/{{namespace}}/{plural}"))) continue;
            if (Kind(swagger, path) is { } kind) yield return Make(swagger, paths, path, plural, namespaced, kind);
        }
    }

    private static JsonNode? Kind(Swagger swagger, string path) =>
        swagger.Paths[path].At("post", "x-kubernetes-group-version-kind") ?? swagger.Paths[path].At("get", "x-kubernetes-group-version-kind");

    private static ResourceType Make(Swagger swagger, HashSet<string> paths, string path, string plural, bool namespaced, JsonNode kind)
    {
        var (group, version, name) = (kind.Text("group")!, kind.Text("version")!, kind.Text("kind")!);
        var isReview = !paths.Contains(path + "/{name}");
        return new ResourceType
        {
            Group = group,
            Version = version,
            Plural = plural,
            Kind = name,
            Namespaced = namespaced,
            Schema = swagger.Of(swagger.NameOf(group, version, name)!),
            ShortNames = ShortNames.GetValueOrDefault(plural, []),
            Categories = InAll.Contains(plural) ? ["all"] : plural == "customresourcedefinitions" ? ["api-extensions"] : [],
            Verbs = isReview ? ["create"] : plural == "namespaces" ? ["create", "delete", "get", "list", "patch", "update", "watch"] : ResourceType.AllVerbs,
            HasStatus = paths.Contains(path + "/{name}/status"),
            Scale = paths.Contains(path + "/{name}/scale") ? new ScalePaths(".spec.replicas", ".status.replicas", null) : null,
            Columns = BuiltInColumns.Of(plural),
        };
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>Rules for what a pod is made of, alone or in a template.</summary>
internal static partial class PodRules
{
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    /// <param name="spec">The pod's spec.</param>
    /// <param name="path">Where it is.</param>
    public static IEnumerable<Cause> Check(JsonNode? spec, string path)
    {
        if (spec is not JsonObject) yield break;
        if (!spec.Objects("containers").Any()) yield return Cause.Required($"{path}.containers");
        var volumes = spec.Objects("volumes").Select(volume => volume.Text("name")).ToHashSet();
        var names = new HashSet<string>();
        foreach (var list in new[] { "initContainers", "containers" })
        {
            var i = 0;
            foreach (var container in spec.Objects(list))
                foreach (var cause in Container(container, $"{path}.{list}[{i++}]", names, volumes)) yield return cause;
        }
    }

    private static IEnumerable<Cause> Container(JsonObject container, string path, HashSet<string> names, HashSet<string?> volumes)
    {
        var name = container.Text("name") ?? "";
        if (name.Length > 0 && !DnsLabel().IsMatch(name)) yield return Cause.Invalid($"{path}.name", JsonValue.Create(name), "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
        if (!names.Add(name)) yield return Cause.Duplicate($"{path}.name", name);
        if (string.IsNullOrEmpty(container.Text("image"))) yield return Cause.Required($"{path}.image");
        if (container.Text("imagePullPolicy") is { } policy && !PullPolicies.Contains(policy)) yield return Cause.Unsupported($"{path}.imagePullPolicy", policy, PullPolicies);
        var i = 0;
        foreach (var port in container.Objects("ports"))
        {
            var at = $"{path}.ports[{i++}]";
            if (port.Number("containerPort") is < 1 or > 65535) yield return Cause.Invalid($"{at}.containerPort", port["containerPort"], "must be between 1 and 65535, inclusive");
            if (port.Text("protocol") is { } protocol && !Protocols.Contains(protocol)) yield return Cause.Unsupported($"{at}.protocol", protocol, Protocols);
        }
        i = 0;
        foreach (var mount in container.Objects("volumeMounts"))
        {
            var at = $"{path}.volumeMounts[{i++}]";
            if (mount.Text("name") is { } volume && !volumes.Contains(volume)) yield return Cause.NotFound($"{at}.name", volume);
        }
        foreach (var cause in Quantities(container, path)) yield return cause;
    }

    private static IEnumerable<Cause> Quantities(JsonObject container, string path)
    {
        foreach (var kind in new[] { "limits", "requests" })
            foreach (var (name, amount) in container.At("resources", kind) as JsonObject ?? [])
                if (amount is not null && !Quantity().IsMatch(amount.ToString()))
                    yield return Cause.Invalid($"{path}.resources.{kind}.{name}", amount, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }

    [GeneratedRegex(@"^(?=.{1,63}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A secret that stands in the repository.</summary>
internal sealed partial class PlainSecretRule : IPolicyRule
{
    private static readonly string[] Maps = ["data", "stringData"];

    public string Id => "k8s-005";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A secret stands in clear in a manifest: a Secret with values (base64 is no encryption), or a password as an environment variable or in a ConfigMap.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten) return [];
        // What SOPS encrypted says so, and is decrypted in the cluster.
        return resource.Type switch
        {
            "Secret" when resource.After.Member("sops").ValueKind != JsonValueKind.Object => Values(resource.After),
            "ConfigMap" => Named(resource.After.Member("data"), "key"),
            _ => resource.PodSpec().Containers().SelectMany(OfContainer),
        };
    }

    private static IEnumerable<string> Values(JsonElement secret)
    {
        var keys = Maps.Select(name => secret.Member(name)).Where(data => data.ValueKind == JsonValueKind.Object)
            .SelectMany(data => data.EnumerateObject()).Where(pair => !IsEmpty(pair.Value)).Select(pair => pair.Name).ToList();
        return keys.Count == 0 ? [] : [$"the values of {string.Join(", ", keys)} stand in the repository; keep them in a secret store or encrypt them (SOPS, sealed secrets)"];
    }

    private static IEnumerable<string> Named(JsonElement data, string what) => data.ValueKind != JsonValueKind.Object ? [] :
        data.EnumerateObject().Where(pair => SecretName().IsMatch(pair.Name) && !IsEmpty(pair.Value)).Select(pair => $"{what} {pair.Name} holds its value in clear");

    private static IEnumerable<string> OfContainer(JsonElement container) => container.Items("env")
        .Where(variable => variable.Text("name") is { } name && SecretName().IsMatch(name) && !string.IsNullOrEmpty(variable.Text("value")))
        .Select(variable => $"variable {variable.Text("name")} of container {container.ContainerName()} holds its value in clear");

    private static bool IsEmpty(JsonElement value) => value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0;

    // Whole words at the end: PASSWORD_FILE and TOKEN_URL name places, not secrets.
    [GeneratedRegex(@"(^|[_.\-])(password|passwd|secret|token|api[_\-]?key|private[_\-]?key|access[_\-]?key|secret[_\-]?key|credentials?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>Rules for names, labels and annotations.</summary>
internal static partial class MetadataRules
{
    private const int AnnotationLimit = 256 * 1024;
    private static readonly string[] DnsLabels = ["namespaces", "services"];
    private static readonly string[] PathSegments = ["roles", "rolebindings", "clusterroles", "clusterrolebindings"];

    public static IEnumerable<Cause> Check(ResourceType type, JsonObject item)
    {
        var name = item.Text("metadata", "name") ?? "";
        if (name.Length == 0) yield return Cause.Required("metadata.name", "name or generateName is required");
        else if (NameFault(type, name) is { } fault) yield return Cause.Invalid("metadata.name", JsonValue.Create(name), fault);
        foreach (var cause in Labels(item.At("metadata", "labels"), "metadata.labels")) yield return cause;
        var annotations = item.At("metadata", "annotations") as JsonObject ?? [];
        foreach (var (key, _) in annotations)
            if (!QualifiedName().IsMatch(key)) yield return Cause.Invalid("metadata.annotations", JsonValue.Create(key), NotQualified);
        if (annotations.Sum(annotation => annotation.Key.Length + (annotation.Value.Text()?.Length ?? 0)) > AnnotationLimit)
            yield return new Cause("FieldValueTooLong", $"Too long: may not be more than {AnnotationLimit} bytes", "metadata.annotations");
        foreach (var finalizer in item.Texts("metadata", "finalizers"))
            if (!QualifiedName().IsMatch(finalizer)) yield return Cause.Invalid("metadata.finalizers", JsonValue.Create(finalizer), NotQualified);
    }

    public static IEnumerable<Cause> Labels(JsonNode? labels, string path)
    {
        foreach (var (key, value) in labels as JsonObject ?? [])
        {
            if (!QualifiedName().IsMatch(key)) yield return Cause.Invalid(path, JsonValue.Create(key), NotQualified);
            if (value.Text() is { } text && !LabelValue().IsMatch(text)) yield return Cause.Invalid(path, JsonValue.Create(text), NotALabel);
        }
    }

    private static string? NameFault(ResourceType type, string name)
    {
        if (PathSegments.Contains(type.Plural)) return name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('%', StringComparison.Ordinal) ? "may not be '.' or '..', or contain '/' or '%'" : null;
        if (DnsLabels.Contains(type.Plural)) return DnsLabel().IsMatch(name) ? null : NotADnsLabel;
        return name.Length <= 253 && DnsSubdomain().IsMatch(name) ? null : NotADnsSubdomain;
    }

    private const string NotADnsSubdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string NotADnsLabel =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string NotQualified =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string NotALabel =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(@"^(?=.{1,63}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?(?=[^/]{1,63}\z)([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"^(?=.{0,63}\z)(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValue();
}

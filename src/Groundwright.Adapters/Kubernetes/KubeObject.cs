using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>One object, from a manifest or from a cluster.</summary>
/// <param name="Json">All of it.</param>
internal sealed partial record KubeObject(JsonObject Json)
{
    /// <summary>Annotation: the target that an object belongs to.</summary>
    public const string TargetNote = "groundwright.dev/target";

    /// <summary>Annotation: the plan it was last applied by.</summary>
    public const string PlanNote = "groundwright.dev/plan";

    public string ApiVersion => Json.Text("apiVersion") ?? "";

    public string Kind => Json.Text("kind") ?? "";

    public string Name => Json.At("metadata").Text("name") ?? "";

    /// <summary>Null: none, or that of the context.</summary>
    public string? Namespace => Json.At("metadata").Text("namespace");

    /// <summary>Kind and group without the version, such as <c>Deployment.apps</c>, <c>ConfigMap</c>.</summary>
    public string Type => ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? $"{Kind}.{ApiVersion[..slash]}" : Kind;

    /// <summary>For people and waivers: <c>Deployment/shop/api</c>.</summary>
    public string Address => Namespace is null ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";

    /// <summary>What makes it the same object, whatever its version.</summary>
    public string Key => $"{Type}/{Namespace}/{Name}";

    public string? Annotation(string name) => Json.At("metadata").At("annotations").Text(name);

    public string? Label(string name) => Json.At("metadata").At("labels").Text(name);

    /// <summary>The object for the policy rules.</summary>
    public JsonElement Element() => JsonSerializer.SerializeToElement(Json);

    /// <summary>The same object with more annotations.</summary>
    public KubeObject With(params (string Name, string Value)[] notes)
    {
        var copy = (JsonObject)Json.DeepClone();
        var metadata = copy["metadata"] as JsonObject ?? (JsonObject)(copy["metadata"] = new JsonObject());
        var annotations = metadata["annotations"] as JsonObject ?? (JsonObject)(metadata["annotations"] = new JsonObject());
        foreach (var (name, value) in notes) annotations[name] = value;
        return new KubeObject(copy);
    }

    /// <summary>The same object in another namespace.</summary>
    public KubeObject In(string space)
    {
        var copy = (JsonObject)Json.DeepClone();
        if (copy["metadata"] is JsonObject metadata) metadata["namespace"] = space;
        return new KubeObject(copy);
    }

    /// <summary>Nothing but what names it.</summary>
    public KubeObject Identity()
    {
        var metadata = new JsonObject { ["name"] = Name };
        if (Namespace is { } space) metadata["namespace"] = space;
        return new KubeObject(new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = Kind, ["metadata"] = metadata });
    }

    /// <summary>What is wrong with it that can be told without a cluster; empty: nothing.</summary>
    public IEnumerable<string> Faults()
    {
        if (ApiVersion.Length == 0) yield return "it has no apiVersion";
        if (Kind.Length == 0) yield return "it has no kind";
        if (Name.Length == 0) yield return Json.At("metadata").Text("generateName") is null ? "it has no metadata.name" : "it has generateName, and every apply would make another one";
        else if (!NameForm().IsMatch(Name)) yield return $"{Name} is no name: letters, digits, - and . only";
        if (Namespace is { } space && !LabelForm().IsMatch(space)) yield return $"{space} is no namespace: lower-case letters, digits and - only, at most 63";
        if (Json.ContainsKey("status") && Kind != "CustomResourceDefinition") yield return "it has a status, which only the cluster writes";
    }

    // Roles may hold `:` and upper case (`system:node`); everything else is a DNS name, which the server checks.
    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.:_-]{0,251}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelForm();
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>flux:</c> of a target, as a group of keys.</summary>
internal static class FluxSection
{
    private static readonly Key<string> Branch = new("branch", new TemplateShape("the name of a branch"),
        "Branch that Flux watches and only Groundwright writes. May hold `{environment}`.")
    { Default = "the default branch, where the merge is what Flux waits for" };

    private static readonly Key<string> Kustomization = new("kustomization", new TemplateShape("the name of a Kustomization"), "Kustomization of Flux. May hold `{environment}`, as where environments share a cluster.") { Default = "the name of the target" };

    private static readonly Key<string> Source = new("source", new TemplateShape("the name of a GitRepository"), "GitRepository of Flux. May hold `{environment}`.") { Default = "what the Kustomization refers to" };

    private static readonly Key<string> Namespace = new("namespace", new TemplateShape("a namespace"), "Namespace of the Kustomization. May hold `{environment}`.") { Default = "`flux-system`" };

    public static ObjectShape<FluxSettings> Shape { get; } = new([Branch, Kustomization, Source, Namespace], fields => new FluxSettings
    {
        Branch = fields.Find(Branch),
        Kustomization = fields.Find(Kustomization),
        Source = fields.Find(Source),
        Namespace = fields.Get(Namespace, "flux-system"),
    });
}

/// <summary>True, false, or the group of keys.</summary>
internal sealed class FluxShape : Shape<FluxSettings>
{
    /// <summary>What <c>flux: false</c> reads as: a namespace that nobody can write.</summary>
    public static FluxSettings Off { get; } = new() { Namespace = "" };

    public override string Says => "true or false, or a group of keys";

    public override IObjectShape Below => FluxSection.Shape;

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out FluxSettings value)
    {
        if (at.Node is YamlMapping) return FluxSection.Shape.Read(at, out value);
        value = at.Node is YamlScalar { Kind: YamlKind.Flag, Text: "true" or "True" or "TRUE" } ? new FluxSettings() : Off;
        return at.Node.Kind == YamlKind.Flag || at.ReportType(Says);
    }

    public override JsonObject Schema() => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, FluxSection.Shape.Schema()) };
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// What a target has put into a cluster: a ConfigMap in the namespace of the context, changed by compare-and-swap only. It numbers the applies, and lists
/// every object that one of them may have made, so that what leaves the overlay can be deleted.
/// </summary>
/// <param name="Name">Name of the ConfigMap.</param>
/// <param name="Version">Version the server gave it; null: it is not there.</param>
/// <param name="Sequence">Number of the last apply; 0: none.</param>
/// <param name="Plan">Plan of the last apply.</param>
/// <param name="Finished">Whether that apply came to its end.</param>
/// <param name="Objects">What may be there, each with nothing but what names it.</param>
internal sealed record ApplyRecord(string Name, string? Version, long Sequence, string? Plan, bool Finished, IReadOnlyList<KubeObject> Objects)
{
    private const string Applied = "applied";

    /// <summary>Name of the record of a target; two environments may share a cluster.</summary>
    public static string NameOf(string target, string environment) => $"groundwright-{target}-{environment}";

    /// <summary>Reads it.</summary>
    public static async Task<ApplyRecord> Read(Kubectl kubectl, string target, string environment, CancellationToken cancellationToken)
    {
        var name = NameOf(target, environment);
        var found = (await kubectl.Read(["get", "configmap", name, "--ignore-not-found"], cancellationToken)).Objects().FirstOrDefault();
        var data = found.At("data");
        var objects = JsonNode.Parse(data.Text("objects") ?? "[]") as JsonArray ?? [];
        return new ApplyRecord(name, found.At("metadata").Text("resourceVersion"),
            long.TryParse(data.Text("sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            data.Text("plan"), data.Text("state") == Applied, [.. objects.OfType<JsonObject>().Select(one => new KubeObject((JsonObject)one.DeepClone()))]);
    }

    /// <summary>The next apply, begun: it lists what was there and what comes.</summary>
    public ApplyRecord Begin(string plan, IReadOnlyList<KubeObject> coming) => this with
    {
        Sequence = Sequence + 1,
        Plan = plan,
        Finished = false,
        Objects = [.. Objects.Concat(coming.Select(one => one.Identity())).DistinctBy(one => one.Key)],
    };

    /// <summary>The same apply at its end: it lists what is there.</summary>
    public ApplyRecord End(IReadOnlyList<KubeObject> applied) => this with { Finished = true, Objects = [.. applied.Select(one => one.Identity())] };

    /// <summary>The ConfigMap. With <see cref="Version"/> the server refuses it when it was changed since.</summary>
    public JsonObject Manifest()
    {
        var metadata = new JsonObject { ["name"] = Name };
        if (Version is not null) metadata["resourceVersion"] = Version;
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = metadata,
            ["data"] = new JsonObject
            {
                ["sequence"] = Sequence.ToString(CultureInfo.InvariantCulture),
                ["plan"] = Plan,
                ["state"] = Finished ? Applied : "applying",
                ["objects"] = new JsonArray([.. Objects.Select(one => one.Json.DeepClone())]).ToJsonString(),
            },
        };
    }
}

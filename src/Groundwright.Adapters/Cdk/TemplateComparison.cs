using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Cdk;

/// <summary>
/// What differs between the template a stack has and the one it would get. Only CloudFormation knows for sure what is replaced; where it was not asked,
/// a change of a property that usually names or places the thing counts as a replacement.
/// </summary>
internal static class TemplateComparison
{
    private static readonly string[] Placing =
    [
        "AvailabilityZone", "SubnetId", "SubnetIds", "VpcId", "CidrBlock", "Engine", "MasterUsername", "SnapshotIdentifier", "DBSnapshotIdentifier", "KmsKeyId", "StorageEncrypted", "Encrypted",
        "KeySchema", "FifoQueue", "FifoTopic", "ImageId", "UserData", "Path", "Tier", "LaunchType", "NetworkType",
    ];

    /// <summary>The changes of one stack, in the order of the templates.</summary>
    public static IReadOnlyList<StackChange> Of(DeployedStack deployed)
    {
        var (before, after) = (Resources(deployed.Template), Resources(deployed.Stack.Template));
        var changes = after.Select(resource => Written(deployed.Stack.Id, resource.Key, before.GetValueOrDefault(resource.Key), resource.Value)).OfType<StackChange>()
            .Concat(before.Where(resource => !after.ContainsKey(resource.Key)).Select(resource => Removed(deployed.Stack.Id, resource.Key, resource.Value))).ToList();
        if (!JsonElement.DeepEquals(Outputs(deployed.Template), Outputs(deployed.Stack.Template)))
            changes.Add(new StackChange { Address = $"{deployed.Stack.Id}/outputs", Type = "outputs", Action = ChangeAction.None, Before = deployed.Template.Member("Outputs"), After = deployed.Stack.Template.Member("Outputs") });
        return changes;
    }

    /// <summary>Everything a stack has goes.</summary>
    public static IEnumerable<StackChange> Gone(DeployedStack deployed) => Resources(deployed.Template).Select(resource => Removed(deployed.Stack.Id, resource.Key, resource.Value));

    private static StackChange? Written(string stack, string id, JsonElement before, JsonElement after)
    {
        var type = after.Text("Type") ?? "";
        if (before.ValueKind == JsonValueKind.Undefined) return new StackChange { Address = $"{stack}/{id}", Type = type, Action = ChangeAction.Create, After = after };
        if (JsonElement.DeepEquals(before, after)) return null;
        var why = ReplacedBecause(before, after);
        return new StackChange
        {
            Address = $"{stack}/{id}",
            Type = type,
            Action = why is null ? SameProperties(before, after) ? ChangeAction.None : ChangeAction.Update : ChangeAction.Replace,
            Before = before,
            After = after,
            Retained = why is not null && StackChange.Keeps(before, "UpdateReplacePolicy") && StackChange.Keeps(after, "UpdateReplacePolicy"),
            Guess = why,
        };
    }

    private static StackChange Removed(string stack, string id, JsonElement before)
    {
        var stays = StackChange.Keeps(before, "DeletionPolicy");
        return new StackChange { Address = $"{stack}/{id}", Type = before.Text("Type") ?? "", Action = stays ? ChangeAction.None : ChangeAction.Delete, Before = before, Retained = stays };
    }

    private static string? ReplacedBecause(JsonElement before, JsonElement after)
    {
        if (before.Text("Type") != after.Text("Type")) return "its type changes";
        var (old, now) = (before.Member("Properties"), after.Member("Properties"));
        return Names(old).Union(Names(now)).Where(name => !JsonElement.DeepEquals(Or(old.Member(name)), Or(now.Member(name)))).FirstOrDefault(Places) is { } name ? $"{name} changes" : null;
    }

    private static bool Places(string property) => property == "Name" || property.EndsWith("Name", StringComparison.Ordinal) || property.EndsWith("Identifier", StringComparison.Ordinal) || Placing.Contains(property);

    private static bool SameProperties(JsonElement before, JsonElement after) => JsonElement.DeepEquals(Or(before.Member("Properties")), Or(after.Member("Properties")));

    private static Dictionary<string, JsonElement> Resources(JsonElement template) =>
        template.Member("Resources") is { ValueKind: JsonValueKind.Object } resources ? resources.EnumerateObject().ToDictionary(resource => resource.Name, resource => resource.Value) : [];

    private static JsonElement Outputs(JsonElement template) => Or(template.Member("Outputs"));

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name) : [];

    // Two things that are both not there are the same; the comparison of JSON knows no "not there".
    private static JsonElement Or(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? Null : element;

    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement.Clone();
}

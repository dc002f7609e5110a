using System.Text.Json;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A Terraform plan as <c>terraform show -json</c> tells it. Holds secrets in clear.</summary>
/// <remarks>Format: https://developer.hashicorp.com/terraform/internals/json-format, <c>format_version</c> 1.x.</remarks>
/// <param name="Resources">Everything that would be done, without what stays as it is.</param>
/// <param name="Outputs">Outputs that would change.</param>
/// <param name="Drift">What was changed outside of Terraform since the state was written.</param>
public sealed record PlanDocument(IReadOnlyList<PlannedResource> Resources, IReadOnlyList<PlannedOutput> Outputs, IReadOnlyList<PlannedResource> Drift)
{
    /// <summary>Reads a plan.</summary>
    /// <exception cref="GroundwrightException">GW2023: this is no plan.</exception>
    public static PlanDocument Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.Clone();
            if (root.Text("format_version")?.StartsWith("1.", StringComparison.Ordinal) != true) throw Unreadable("it has no format_version 1.x", null);
            return new PlanDocument(ResourcesOf(root, "resource_changes"), OutputsOf(root), ResourcesOf(root, "resource_drift"));
        }
        catch (JsonException fault)
        {
            throw Unreadable(fault.Message, fault);
        }
    }

    private static List<PlannedResource> ResourcesOf(JsonElement root, string name) =>
        [.. root.Items(name).Select(ResourceOf).OfType<PlannedResource>()];

    private static PlannedResource? ResourceOf(JsonElement entry)
    {
        var change = entry.Member("change");
        var action = ActionOf(change, records: entry.Text("previous_address") is not null || change.Member("importing").ValueKind == JsonValueKind.Object);
        if (entry.Text("address") is not { } address || action is null) return null;
        return new PlannedResource
        {
            Address = address,
            Type = entry.Text("type") ?? "",
            Action = action.Value,
            Before = change.Member("before"),
            After = change.Member("after"),
            AfterUnknown = change.Member("after_unknown"),
            BeforeSensitive = change.Member("before_sensitive"),
            AfterSensitive = change.Member("after_sensitive"),
            ReplacePaths = change.Member("replace_paths"),
            PreviousAddress = entry.Text("previous_address"),
        };
    }

    private static List<PlannedOutput> OutputsOf(JsonElement root) =>
        root.Member("output_changes") is { ValueKind: JsonValueKind.Object } outputs
            ? [.. outputs.EnumerateObject().Where(output => ActionOf(output.Value, records: false) is not null).Select(output => new PlannedOutput(output.Name, output.Value))]
            : [];

    // "forget" takes a resource out of the state and leaves it alone in the world.
    private static ChangeAction? ActionOf(JsonElement change, bool records) => string.Join(',', change.Texts("actions")) switch
    {
        "create" => ChangeAction.Create,
        "read" => ChangeAction.Read,
        "update" => ChangeAction.Update,
        "delete" => ChangeAction.Delete,
        "delete,create" or "create,delete" => ChangeAction.Replace,
        "create,forget" => ChangeAction.Create,
        "forget" => ChangeAction.None,
        "no-op" => records ? ChangeAction.None : null,
        // An action of a version to come: the gravest reading, so that nobody approves it for harmless.
        { Length: > 0 } => ChangeAction.Delete,
        _ => null,
    };

    private static GroundwrightException Unreadable(string why, Exception? cause) =>
        new(Problem.Of(TargetProblems.Unreadable, $"the plan cannot be understood: {why}", "Groundwright reads what `terraform show -json` prints for a saved plan."), cause);
}

/// <summary>An output that would change.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Change">Its change as the plan tells it, with <c>before</c>, <c>after</c> and what of them is secret.</param>
public sealed record PlannedOutput(string Name, JsonElement Change);

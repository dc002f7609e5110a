using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform;

/// <summary>A plan for people: what is lost first, then what is replaced, changed, added. Secrets are left out.</summary>
internal static class PlanText
{
    /// <summary>Most bytes of a plan's text.</summary>
    public const int Limit = 64 * 1024;

    private static readonly ChangeAction[] WorstFirst = [ChangeAction.Delete, ChangeAction.Replace, ChangeAction.Update, ChangeAction.Create, ChangeAction.None];

    public static string Render(PlanDocument plan, StatefulResources stateful)
    {
        var lines = new List<string> { Summary(plan) };
        foreach (var action in WorstFirst)
            foreach (var resource in plan.Resources.Where(resource => resource.Action == action).OrderByDescending(resource => stateful.Contains(resource.Type)))
                lines.AddRange(Resource(resource, stateful));
        lines.AddRange(plan.Outputs.Select(output => $"~ output.{Clean(output.Name)}: {AttributeDiff.Output(output)}"));
        return Cut(lines);
    }

    private static string Summary(PlanDocument plan)
    {
        int Count(params ChangeAction[] actions) => plan.Resources.Count(resource => actions.Contains(resource.Action));
        return plan.Resources.Count + plan.Outputs.Count == 0
            ? "No changes."
            : $"Plan: {Count(ChangeAction.Create, ChangeAction.Replace)} to add, {Count(ChangeAction.Update)} to change, {Count(ChangeAction.Delete, ChangeAction.Replace)} to destroy.";
    }

    private static IEnumerable<string> Resource(PlannedResource resource, StatefulResources stateful)
    {
        var loses = resource.Action is ChangeAction.Delete or ChangeAction.Replace && stateful.Contains(resource.Type);
        var moved = resource.PreviousAddress is { } previous ? $"  (was {Clean(previous)})" : "";
        yield return $"{Sign(resource.Action)} {Clean(resource.Address)}{moved}{(loses ? "  holds data" : "")}";
        if (resource.Action == ChangeAction.Delete) yield break;
        foreach (var line in AttributeDiff.Lines(resource)) yield return $"    {line}";
    }

    private static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Delete => "-",
        ChangeAction.Replace => "-/+",
        ChangeAction.Update => "~",
        ChangeAction.Create => "+",
        _ => "·",
    };

    // Addresses hold keys that come from the tree: nothing in them may steer a terminal.
    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;

    private static string Cut(List<string> lines)
    {
        const int room = Limit - 100;
        var text = new StringBuilder();
        var bytes = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(lines[i]) + 1;
            if (bytes > room) return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"… {lines.Count - i} more lines are not shown").ToString();
            if (i > 0) text.Append('\n');
            text.Append(lines[i]);
        }
        return text.ToString();
    }
}

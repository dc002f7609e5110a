using System.Text;
using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Secrets;

namespace Groundwright.Adapters.Cdk;

/// <summary>A plan for people: what is lost first, then what is replaced, changed, added. Values whose names sound secret are left out.</summary>
internal static class CdkPlanText
{
    private const int Limit = 64 * 1024;
    private const int ValueLength = 200;
    private static readonly ChangeAction[] WorstFirst = [ChangeAction.Delete, ChangeAction.Replace, ChangeAction.Update, ChangeAction.Create, ChangeAction.None];

    public static string Render(IReadOnlyList<StackChange> changes, IEnumerable<string> notes, StatefulResources stateful)
    {
        var lines = new List<string> { Summary(changes) };
        lines.AddRange(notes.Select(note => $"! {ToolText.Clean(note)}"));
        foreach (var action in WorstFirst)
            foreach (var change in changes.Where(change => change.Action == action).OrderByDescending(change => stateful.Contains(change.Type)))
                lines.AddRange(Resource(change, stateful));
        return Cut(lines);
    }

    private static string Summary(IReadOnlyList<StackChange> changes)
    {
        int Count(params ChangeAction[] actions) => changes.Count(change => actions.Contains(change.Action));
        return changes.Count == 0
            ? "No changes."
            : $"Plan: {Count(ChangeAction.Create, ChangeAction.Replace)} to add, {Count(ChangeAction.Update)} to change, {Count(ChangeAction.Delete, ChangeAction.Replace)} to destroy.";
    }

    private static IEnumerable<string> Resource(StackChange change, StatefulResources stateful)
    {
        var loses = change.Action is ChangeAction.Delete or ChangeAction.Replace && stateful.Contains(change.Type) && !change.Retained;
        var rest = (loses ? "  holds data" : "") + (change.Retained ? "  the old one stays, by its own policy" : "") + (change.Guess is { } guess ? $"  may be replaced: {guess}" : "");
        yield return ToolText.Clean($"{Sign(change.Action)} {change.Address}  {change.Type}{rest}");
        if (change.Action == ChangeAction.Delete || change.Retained && change.After.ValueKind == JsonValueKind.Undefined) yield break;
        var (before, after) = change.Type == "outputs" ? (change.Before, change.After) : (change.Before.Member("Properties"), change.After.Member("Properties"));
        foreach (var name in Names(before).Union(Names(after)))
        {
            var (old, now) = (before.Member(name), after.Member(name));
            if (old.ValueKind == now.ValueKind && (old.ValueKind == JsonValueKind.Undefined || JsonElement.DeepEquals(old, now))) continue;
            yield return ToolText.Clean($"    {name}: {(old.ValueKind == JsonValueKind.Undefined ? "" : $"{Show(name, old)} -> ")}{Show(name, now)}");
        }
    }

    private static string Show(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return "none";
        if (SecretNames.LooksSecret(name) || name.Contains("Password", StringComparison.OrdinalIgnoreCase) || name.Contains("SecretString", StringComparison.Ordinal)) return "(sensitive)";
        var text = JsonSerializer.Serialize(value);
        return text.Length > ValueLength ? $"{text[..ValueLength]}…" : text;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name) : [];

    private static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Delete => "-",
        ChangeAction.Replace => "-/+",
        ChangeAction.Update => "~",
        ChangeAction.Create => "+",
        _ => "·",
    };

    private static string Cut(List<string> lines)
    {
        var text = new StringBuilder();
        var bytes = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(lines[i]) + 1;
            if (bytes > Limit - 100) return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"… {lines.Count - i} more lines are not shown").ToString();
            if (i > 0) text.Append('\n');
            text.Append(lines[i]);
        }
        return text.ToString();
    }
}

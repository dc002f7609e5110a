using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Makes of a comparison what people and policy rules read.</summary>
internal static class PlanReport
{
    private const int TextLimit = 64 * 1024;

    /// <summary>One line for each change.</summary>
    public static IReadOnlyList<ResourceChange> Changes(Comparison comparison, StatefulResources stateful) =>
        [.. comparison.Changes.Select(one => new ResourceChange(one.Object.Address, one.Object.Type, one.Action, stateful.Contains(one.Object.Type)))];

    /// <summary>What the rules say about every object that would be there, changed or not, and about what goes.</summary>
    public static IReadOnlyList<PolicyFinding> Findings(Comparison comparison, PolicyRules policy) => policy.Check(
    [
        .. comparison.Objects.Select(one => new PlannedResource
        {
            Address = one.Object.Address,
            Type = one.Object.Type,
            // An object that stays as it is is judged too: it is what runs.
            Action = one.Action == ChangeAction.None ? ChangeAction.Update : one.Action,
            Before = one.Action == ChangeAction.Delete ? one.Object.Element() : default,
            After = one.Action == ChangeAction.Delete ? default : one.Object.Element(),
        }),
    ]);

    /// <summary>The plan for people, deletions first, without secrets.</summary>
    /// <param name="comparison">What would change.</param>
    /// <param name="notes">What else is worth knowing, one line each.</param>
    public static string Text(Comparison comparison, IEnumerable<string> notes)
    {
        var text = new StringBuilder();
        foreach (var change in comparison.Changes.OrderBy(one => one.Action == ChangeAction.Delete ? 0 : 1))
        {
            text.Append(Sign(change.Action)).Append(' ').Append(change.Object.Address).Append('\n');
            if (change.Action != ChangeAction.Update) continue;
            foreach (var field in change.Fields) text.Append("    ").Append(field).Append('\n');
        }
        foreach (var note in notes) text.Append("! ").Append(note).Append('\n');
        if (Encoding.UTF8.GetByteCount(text.ToString()) <= TextLimit) return text.ToString();
        // A third of the characters fits whatever they are; the plan itself is kept whole.
        return string.Concat(text.ToString().AsSpan(0, TextLimit / 3 - 50), "\n… the rest is not shown");
    }

    private static char Sign(ChangeAction action) => action switch { ChangeAction.Create => '+', ChangeAction.Delete => '-', _ => '~' };
}

using System.Text.RegularExpressions;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Reads what <c>kubectl apply</c> and <c>kubectl delete</c> print: one line for each object they are done with.</summary>
internal static partial class KubectlLog
{
    /// <summary>What of a plan was done. An object that was applied and needed no change counts as nothing.</summary>
    public static AppliedChanges Changes(TargetPlan plan, string log)
    {
        var done = Line().Matches(log).Select(match => (Name: $"{match.Groups["type"].Value}/{match.Groups["name"].Value}", What: match.Groups["what"].Value)).ToList();
        var applied = done.Where(line => line.What == "serverside-applied").Select(line => line.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new AppliedChanges(
            plan.Changes.Count(change => change.Action == ChangeAction.Create && applied.Contains(NameOf(change))),
            plan.Changes.Count(change => change.Action == ChangeAction.Update && applied.Contains(NameOf(change))),
            Math.Min(plan.Deletes, done.Count(line => line.What is "pruned" or "deleted" or "force deleted")));
    }

    // kubectl names the resource in the singular and not the namespace: `deployment.apps/api serverside-applied`.
    private static string NameOf(ResourceChange change) => $"{change.Type}/{change.Address[(change.Address.LastIndexOf('/') + 1)..]}";

    [GeneratedRegex("""^(?<type>[a-z0-9.-]+)[/ ]"?(?<name>[^\s"]+)"? (?<what>serverside-applied|pruned|deleted|force deleted)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

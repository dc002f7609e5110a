using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// Finds out what became of an apply whose process is gone without an exit record (rule X2). "Not begun" sends it off a second time, so it is said only
/// where the log proves it; a killed first create leaves the thing in the world and the state without it.
/// </summary>
internal sealed class ApplySettlement(RootPreparation preparation, Planner planner, ErroredState errored)
{
    private const int MostAddresses = 10;

    public async Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        var said = TerraformLog.Parse(log);
        var evidence = new List<string>();
        var root = await preparation.ForUse(scope, cancellationToken);
        if (errored.Keep(scope, Path.GetRelativePath(scope.Directory, root.Directory), plan.Target) is { } lost)
            return new ApplyVerdict(ApplyFate.Unknown, [lost.Summary, lost.Detail!, .. lost.Remedies.Select(remedy => $"remedy: {remedy.Command}")]);
        StateHead head;
        bool nothingLeft;
        try
        {
            // Planning takes the lock: a plan that could be made proves that nobody holds it.
            nothingLeft = await planner.FindsNothing(root, plan.Binding.GetValueOrDefault("mode") == "destroy", cancellationToken);
            head = await planner.Head(root, cancellationToken);
        }
        catch (GroundwrightException fault)
        {
            return new ApplyVerdict(ApplyFate.Unknown, [.. Unfinished(said), .. Unheard(plan, said), .. fault.Problems.Select(problem => $"it could not be looked at: {problem.Summary}")]);
        }
        var (moved, sameLineage) = Compare(plan, head, evidence);
        evidence.Add(nothingLeft ? "a fresh plan finds nothing to do" : "a fresh plan still finds changes");
        evidence.AddRange(Unfinished(said));
        if (moved && sameLineage && nothingLeft) return new ApplyVerdict(ApplyFate.Done, evidence);
        if (moved || !sameLineage || !EndedBeforeApplying(said)) return new ApplyVerdict(ApplyFate.Unknown, [.. evidence, .. Unheard(plan, said)]);
        evidence.AddRange(said.Errors.Select(error => $"terraform gave up before applying: {Diagnostics.SummaryOf(error)}"));
        return new ApplyVerdict(ApplyFate.NotBegun, evidence);
    }

    private static (bool Moved, bool SameLineage) Compare(TargetPlan plan, StateHead head, List<string> evidence)
    {
        var (lineage, serial) = (plan.Binding.GetValueOrDefault("lineage"), plan.Binding.GetValueOrDefault("serial"));
        // The first apply gives the state its lineage.
        var same = lineage == head.Lineage || lineage == StateHead.None.Lineage;
        if (!same) evidence.Add($"the state is another one: lineage {lineage} was planned, {head.Lineage} is there");
        evidence.Add(serial == head.Serial ? $"the state's serial is still {serial}" : $"the state's serial moved from {serial} to {head.Serial}");
        return (serial != head.Serial, same);
    }

    // The tool writes its messages in order, so an error before any start is its own word that it never got there. Silence proves nothing:
    // what it said last may have been lost with whoever was listening.
    private static bool EndedBeforeApplying(TerraformLog log) => log.Errors.Any() && !log.Started.Any();

    private static IEnumerable<string> Unfinished(TerraformLog log) => log.Unfinished.Select(address => $"{address} was begun and is not known to be finished");

    // What was begun last may have been lost on its way to the log: a person must know where to look all the same. A replacement begins twice.
    private static IEnumerable<string> Unheard(TargetPlan plan, TerraformLog log)
    {
        var begun = log.Started.CountBy(address => address).ToDictionary();
        var open = plan.Changes.Where(change => begun.GetValueOrDefault(change.Address) < Beginnings(change.Action)).Select(change => change.Address).ToList();
        if (open.Count == 0) return [];
        var more = open.Count > MostAddresses ? $" and {open.Count - MostAddresses} more" : "";
        return [$"planned, and the log does not say whether it was begun: {string.Join(", ", open.Take(MostAddresses))}{more}"];
    }

    private static int Beginnings(ChangeAction action) => action switch
    {
        ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete => 1,
        ChangeAction.Replace => 2,
        _ => 0,
    };
}

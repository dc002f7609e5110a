using System.Globalization;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Finds out what became of an apply that left no exit record (rule X2): the record in the cluster says which apply came last and whether it ended.</summary>
internal sealed class DirectSettlement(Kubectl kubectl, LiveObjects live, PlanVault vault)
{
    private const int MostNamed = 20;

    public async Task<ApplyVerdict> Settle(TargetPlan plan, bool destroy, CancellationToken cancellationToken)
    {
        var record = await ApplyRecord.Read(kubectl, plan.Target, plan.Environment, cancellationToken);
        var planned = long.Parse(plan.Binding["sequence"], CultureInfo.InvariantCulture);
        if (destroy && record.Version is null) return new ApplyVerdict(ApplyFate.Done, [$"ConfigMap {record.Name} is gone, which goes last"]);
        if (record.Plan == plan.Binding["id"]) return record.Finished
            ? new ApplyVerdict(ApplyFate.Done, [$"ConfigMap {record.Name} says that apply {record.Sequence} by this plan came to its end"])
            : new ApplyVerdict(ApplyFate.Unknown, [$"ConfigMap {record.Name} says that apply {record.Sequence} by this plan began and not that it ended", .. await Facts(plan, cancellationToken)]);
        // The record is taken before anything else is touched, and only at its own number.
        return record.Sequence <= planned ? new ApplyVerdict(ApplyFate.NotBegun, [$"ConfigMap {record.Name} is at apply {record.Sequence}, which is not by this plan"])
            : new ApplyVerdict(ApplyFate.Unknown, [$"ConfigMap {record.Name} is at apply {record.Sequence}; this plan was apply {planned}"]);
    }

    private async Task<IReadOnlyList<string>> Facts(TargetPlan plan, CancellationToken cancellationToken)
    {
        var order = ApplyOrder.Read(vault.Read(plan));
        var (objects, doomed) = (order.Objects.Select(one => new KubeObject(one)).ToList(), order.Deleted.Select(one => new KubeObject(one)).ToList());
        var found = await live.Find([.. objects, .. doomed], cancellationToken);
        var left = doomed.Where(one => found.ContainsKey(one.Key)).Select(one => $"{one.Address} was to be deleted and is still there");
        var marked = found.Values.Where(one => one.Annotation(KubeObject.PlanNote) == plan.Binding["id"]).Select(one => (one.Type, one.Name)).ToHashSet();
        var without = objects.Where(one => !marked.Contains((one.Type, one.Name))).Select(one => $"{one.Address} was not applied").ToList();
        return [$"{objects.Count - without.Count} of {objects.Count} objects carry the plan", .. without.Take(MostNamed), .. left.Take(MostNamed)];
    }
}

using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Cdk;

/// <summary>Counts what an apply did: all that was planned for a stack the tool is done with, and what CloudFormation told of a stack that did not get there.</summary>
internal static class AppliedCount
{
    public static AppliedChanges Of(TargetPlan plan, CdkLog log)
    {
        var done = plan.Changes.Where(change => log.Done.Contains(StackOf(change))).ToList();
        var begun = log.Events.GroupBy(happened => happened.Stack).Where(stack => !IsOver(stack)).SelectMany(stack => stack)
            .Where(happened => happened.Type != "AWS::CloudFormation::Stack").ToList();
        return new AppliedChanges(
            Planned(done, ChangeAction.Create, ChangeAction.Replace) + Told(begun, "CREATE_COMPLETE"),
            Planned(done, ChangeAction.Update) + Told(begun, "UPDATE_COMPLETE"),
            Planned(done, ChangeAction.Delete, ChangeAction.Replace) + Told(begun, "DELETE_COMPLETE"));
    }

    // Done, and counted as planned; or taken back, so that nothing is left of it.
    private static bool IsOver(IEnumerable<StackEvent> events) => events.Any(happened => happened.Status.Contains("ROLLBACK", StringComparison.Ordinal)
        || happened is { Type: "AWS::CloudFormation::Stack", Status: "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "DELETE_COMPLETE" });

    private static int Planned(List<ResourceChange> changes, params ChangeAction[] actions) => changes.Count(change => actions.Contains(change.Action));

    private static int Told(List<StackEvent> events, string status) => events.Count(happened => happened.Status == status);

    private static string StackOf(ResourceChange change) => change.Address[..change.Address.LastIndexOf('/')];
}

using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>What was changed behind the back of CloudFormation, as its own drift detection finds it.</summary>
internal sealed class StackDrift(Cloud cloud, AwsCalls aws, StatefulResources stateful, CdkOptions options, TimeProvider time)
{
    /// <summary>The resources of a stack that are not as the stack says. A cloud that cannot look is told about, and counts as no drift.</summary>
    public async Task<IReadOnlyList<ResourceChange>> Of(DeployedStack stack, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var access = await cloud.For(stack.Stack, place, scope, cancellationToken);
        var begun = await aws.Ask(access, scope, ["cloudformation", "detect-stack-drift", "--stack-name", stack.Id], cancellationToken);
        if (begun.Fault is { } fault)
        {
            Tell(scope, $"{stack.Stack.Id}: only templates were compared, the resources could not be looked at: {fault.Message}");
            return [];
        }
        var id = begun.Value.Text("StackDriftDetectionId") ?? "";
        // What failed for one resource still has results for the others.
        if (await Unfinished(access, id, scope, cancellationToken) is { } unfinished) Tell(scope, $"{stack.Stack.Id}: not every resource was looked at: {unfinished}");
        var answer = await aws.Ask(access, scope,
            ["cloudformation", "describe-stack-resource-drifts", "--stack-name", stack.Id, "--stack-resource-drift-status-filters", "MODIFIED", "DELETED"], cancellationToken);
        return [.. answer.Expect("cloudformation describe-stack-resource-drifts").Items("StackResourceDrifts").Select(drift => Of(stack, drift))];
    }

    /// <summary>Waits for the detection; why it is not complete, null when it is.</summary>
    private async Task<string?> Unfinished(CommandEnvironment access, string id, TargetScope scope, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < options.Patience; await Task.Delay(options.Pause, time, cancellationToken))
        {
            var answer = await aws.Ask(access, scope, ["cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", id], cancellationToken);
            var state = answer.Expect("cloudformation describe-stack-drift-detection-status");
            if (state.Text("DetectionStatus") is "DETECTION_COMPLETE") return null;
            if (state.Text("DetectionStatus") is not "DETECTION_IN_PROGRESS") return state.Text("DetectionStatusReason") ?? "the detection failed";
        }
        return $"it was not done in {options.Patience.TotalSeconds:0} s";
    }

    private static void Tell(TargetScope scope, string what)
    {
        var line = what.Split('\n', 2)[0];
        scope.OnLine?.Invoke(new OutputLine(true, line.Length > 300 ? line[..300] : line));
    }

    private ResourceChange Of(DeployedStack stack, JsonElement drift)
    {
        var type = drift.Text("ResourceType") ?? "";
        return new ResourceChange($"{stack.Stack.Id}/{drift.Text("LogicalResourceId")}", type, drift.Text("StackResourceDriftStatus") == "DELETED" ? ChangeAction.Create : ChangeAction.Update, stateful.Contains(type));
    }
}

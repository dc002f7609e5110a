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
            var why = fault.Message.Split('\n', 2)[0];
            scope.OnLine?.Invoke(new OutputLine(true, $"{stack.Stack.Id}: only templates were compared, the resources could not be looked at: {(why.Length > 200 ? why[..200] : why)}"));
            return [];
        }
        var id = begun.Value.Text("StackDriftDetectionId") ?? "";
        await Wait(access, id, scope, cancellationToken);
        var answer = await aws.Ask(access, scope,
            ["cloudformation", "describe-stack-resource-drifts", "--stack-name", stack.Id, "--stack-resource-drift-status-filters", "MODIFIED", "DELETED"], cancellationToken);
        return [.. answer.Expect("cloudformation describe-stack-resource-drifts").Items("StackResourceDrifts").Select(drift => Of(stack, drift))];
    }

    private async Task Wait(CommandEnvironment access, string id, TargetScope scope, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < options.Patience; await Task.Delay(options.Pause, time, cancellationToken))
        {
            var answer = await aws.Ask(access, scope, ["cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", id], cancellationToken);
            if (answer.Expect("cloudformation describe-stack-drift-detection-status").Text("DetectionStatus") != "DETECTION_IN_PROGRESS") return;
        }
    }

    private ResourceChange Of(DeployedStack stack, JsonElement drift)
    {
        var type = drift.Text("ResourceType") ?? "";
        return new ResourceChange($"{stack.Stack.Id}/{drift.Text("LogicalResourceId")}", type, drift.Text("StackResourceDriftStatus") == "DELETED" ? ChangeAction.Create : ChangeAction.Update, stateful.Contains(type));
    }
}

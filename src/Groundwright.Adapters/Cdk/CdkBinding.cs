using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Cdk;

/// <summary>Everything a plan is bound to (rule X7), by name. What may be secret is there as a fingerprint only.</summary>
internal sealed class CdkBinding(TargetSettings settings, CdkEnvironment environment, CdkCalls calls, AwsCalls aws, Synthesis synthesis, PlanVault vault)
{
    /// <summary>What a stack that is not there is bound to.</summary>
    public const string NotThere = "not there";

    /// <summary>Reads every value that does not come out of the plan itself.</summary>
    public async Task<Dictionary<string, string>> Read(CdkApp app, CloudPlace place, IReadOnlyList<DeployedStack> stacks, CancellationToken cancellationToken)
    {
        var binding = new Dictionary<string, string>
        {
            ["tree"] = app.Scope.Tree,
            ["environment"] = app.Scope.Environment,
            ["account"] = place.Account,
            ["region"] = place.Region,
            ["way"] = vault.Fingerprint(environment.Way),
            ["tool"] = $"{await calls.Version(app, cancellationToken)}, {await aws.Version(environment.Online(place.Region), app.Scope, cancellationToken)}",
            ["context"] = vault.Fingerprint(string.Join('\n', synthesis.Context(app.Scope))),
            ["settings"] = vault.Fingerprint(string.Join('\n', synthesis.Stacks(app.Scope).Concat(["", .. settings.Environment]))),
        };
        if (settings.TakesImage && app.Scope.Image is { } image) binding["image"] = image;
        foreach (var stack in stacks) binding[KeyOf(stack.Stack)] = Mark(stack);
        return binding;
    }

    /// <summary>Under which name a stack is bound.</summary>
    public static string KeyOf(CdkStack stack) => $"stack {stack.Name}";

    /// <summary>A stack as one value that differs as soon as somebody has changed it.</summary>
    public string Mark(DeployedStack stack)
    {
        // A stack in review is an empty name with a change set that nobody has executed.
        if (stack.Status is DeployedStack.Absent or "REVIEW_IN_PROGRESS") return NotThere;
        var template = stack.Exists ? vault.Fingerprint(stack.Template.GetRawText()) : "none";
        return $"{stack.Status} since {stack.Changed}, template {template}, settings {vault.Fingerprint(stack.Settings)}, id {stack.Id.Split('/')[^1]}";
    }
}

using System.Text;
using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>
/// Asks CloudFormation what a template would do to a stack, with a change set that is deleted again. Only it knows what is replaced. Where it cannot be
/// asked (no right to, a template too large to send) the comparison of the templates stands, and the plan says so.
/// </summary>
internal sealed class ChangeSetPreview(AwsCalls aws, CdkOptions options, TimeProvider time)
{
    private const int LargestBody = 51_200;

    /// <summary>The changes of a stack that is there.</summary>
    /// <param name="deployed">The stack.</param>
    /// <param name="access">What the AWS CLI needs to see to get at it.</param>
    /// <param name="folder">A private folder for the template.</param>
    /// <param name="scope">Where.</param>
    /// <param name="cancellationToken">Stops asking; the change set is deleted even so.</param>
    public async Task<Preview> Of(DeployedStack deployed, CommandEnvironment access, string folder, TargetScope scope, CancellationToken cancellationToken)
    {
        var compared = TemplateComparison.Of(deployed);
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(deployed.Stack.Template));
        if (body.Length > LargestBody) return new Preview(compared, "its template is too large to be sent, so what is replaced is a guess");
        var name = $"gw-preview-{Guid.NewGuid():N}";
        var file = Path.Combine(folder, name);
        PrivateFiles.Write(file, body);
        string[] which = ["--stack-name", deployed.Stack.Name, "--change-set-name", name];
        var made = await aws.Ask(access, scope, ["cloudformation", "create-change-set", .. which, "--change-set-type", "UPDATE", "--template-body", $"file://{file}",
            "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND", .. Parameters(deployed)], cancellationToken);
        if (made.Fault is { } fault) return Refused(compared, fault.Message);
        try
        {
            var answer = await Wait(access, scope, which, cancellationToken);
            return answer.Text("Status") == "CREATE_COMPLETE" ? new Preview(Merge(deployed, compared, answer), null) : Refused(compared, answer.Text("StatusReason") ?? "it is not ready yet");
        }
        finally
        {
            await aws.Ask(access, scope, ["cloudformation", "delete-change-set", .. which], CancellationToken.None);
        }
    }

    private async Task<JsonElement> Wait(CommandEnvironment access, TargetScope scope, string[] which, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            var answer = (await aws.Ask(access, scope, ["cloudformation", "describe-change-set", .. which], cancellationToken)).Expect("cloudformation describe-change-set");
            if (answer.Text("Status") is "CREATE_COMPLETE" or "FAILED" || time.GetElapsedTime(started) > options.Patience) return answer;
            await Task.Delay(options.Pause, time, cancellationToken);
        }
    }

    // What differs may be nothing to CloudFormation, such as a comment.
    private static Preview Refused(IReadOnlyList<StackChange> compared, string why) =>
        why.Contains("didn't contain changes", StringComparison.Ordinal) || why.Contains("No updates are to be performed", StringComparison.Ordinal)
            ? new Preview([], null)
            : new Preview(compared, $"CloudFormation could not be asked, so what is replaced is a guess: {why}");

    private static IEnumerable<string> Parameters(DeployedStack deployed)
    {
        var known = deployed.Stack.Template.Member("Parameters");
        var kept = deployed.Parameters.Where(name => known.Member(name).ValueKind == JsonValueKind.Object).Select(name => $"ParameterKey={name},UsePreviousValue=true").ToList();
        return kept.Count == 0 ? [] : kept.Prepend("--parameters");
    }

    private static List<StackChange> Merge(DeployedStack deployed, IReadOnlyList<StackChange> compared, JsonElement answer)
    {
        var told = answer.Items("Changes").Select(change => change.Member("ResourceChange")).Where(change => change.Text("LogicalResourceId") is not null)
            .ToDictionary(change => $"{deployed.Stack.Id}/{change.Text("LogicalResourceId")}");
        var merged = compared.Select(change => told.TryGetValue(change.Address, out var say) ? Told(change, say) : change).ToList();
        // Resources whose template stays the same and that change with another one.
        var known = compared.Select(change => change.Address).ToHashSet();
        merged.AddRange(told.Where(entry => !known.Contains(entry.Key)).Select(entry => Told(Follower(deployed, entry.Key, entry.Value), entry.Value)));
        return merged;
    }

    private static StackChange Told(StackChange change, JsonElement say) => (say.Text("Action"), say.Text("Replacement")) switch
    {
        ("Modify", "True") => Replaced(change, null),
        ("Modify", "Conditional") => Replaced(change, "CloudFormation decides while it goes on"),
        ("Modify", "False") => change with { Action = ChangeAction.Update, Guess = null, Retained = false },
        _ => change,
    };

    private static StackChange Replaced(StackChange change, string? guess) => change with
    {
        Action = ChangeAction.Replace,
        Guess = guess,
        Retained = StackChange.Keeps(change.Before, "UpdateReplacePolicy") && StackChange.Keeps(change.After, "UpdateReplacePolicy"),
    };

    private static StackChange Follower(DeployedStack deployed, string address, JsonElement say)
    {
        var resource = deployed.Stack.Template.Member("Resources").Member(say.Text("LogicalResourceId")!);
        return new StackChange { Address = address, Type = say.Text("ResourceType") ?? "", Action = ChangeAction.Update, Before = resource, After = resource };
    }
}

/// <summary>What would be done to a stack.</summary>
/// <param name="Changes">Its changes.</param>
/// <param name="Note">Why they are not certain; null when they are.</param>
internal sealed record Preview(IReadOnlyList<StackChange> Changes, string? Note);

using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>Reads what CloudFormation has.</summary>
internal sealed class StackReader(Cloud cloud, AwsCalls aws)
{
    private const int AtOnce = 4;

    /// <summary>Each stack as it is now.</summary>
    public async Task<IReadOnlyList<DeployedStack>> Read(IReadOnlyList<CdkStack> stacks, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var found = new List<DeployedStack>();
        foreach (var some in stacks.Chunk(AtOnce)) found.AddRange(await Task.WhenAll(some.Select(stack => Read(stack, place, scope, cancellationToken))));
        return found;
    }

    /// <summary>Each stack as it is now, and every one at rest.</summary>
    /// <exception cref="GroundwrightException">GW2066, with every stack that is not.</exception>
    public async Task<IReadOnlyList<DeployedStack>> ReadAtRest(IReadOnlyList<CdkStack> stacks, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var found = await Read(stacks, place, scope, cancellationToken);
        var busy = found.Where(stack => stack.IsMoving || stack.Status is "UPDATE_ROLLBACK_FAILED" or "DELETE_FAILED").Select(Busy).ToList();
        return busy.Count == 0 ? found : throw new GroundwrightException(busy);
    }

    private async Task<DeployedStack> Read(CdkStack stack, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var access = await cloud.For(stack, place, scope, cancellationToken);
        var answer = await aws.Ask(access, scope, ["cloudformation", "describe-stacks", "--stack-name", stack.Name], cancellationToken);
        if (answer.Fault is { IsMissing: true }) return new DeployedStack { Stack = stack };
        var entry = answer.Expect("cloudformation describe-stacks").Items("Stacks").FirstOrDefault();
        var found = Of(stack, entry);
        return found.Exists ? found with { Template = await Template(access, found.Id, scope, cancellationToken) } : found;
    }

    private async Task<JsonElement> Template(CommandEnvironment access, string id, TargetScope scope, CancellationToken cancellationToken)
    {
        var answer = await aws.Ask(access, scope, ["cloudformation", "get-template", "--template-stage", "Original", "--stack-name", id], cancellationToken);
        var body = answer.Expect("cloudformation get-template").Member("TemplateBody");
        if (body.ValueKind != JsonValueKind.String) return body;
        try
        {
            using var document = JsonDocument.Parse(body.GetString()!);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // YAML: somebody else deployed this stack. It is shown and compared as text.
            return body;
        }
    }

    private static DeployedStack Of(CdkStack stack, JsonElement entry) => new()
    {
        Stack = stack,
        Status = entry.Text("StackStatus") ?? DeployedStack.Absent,
        Id = entry.Text("StackId") ?? "",
        Changed = entry.Text("LastUpdatedTime") ?? entry.Text("CreationTime") ?? "",
        Parameters = [.. entry.Items("Parameters").Select(parameter => parameter.Text("ParameterKey")).OfType<string>()],
        Settings = string.Join('\n', Pairs(entry, "Parameters", "ParameterKey", "ParameterValue").Concat(Pairs(entry, "Tags", "Key", "Value")).Order(StringComparer.Ordinal)),
        Outputs = entry.Items("Outputs").Where(output => output.Text("OutputKey") is not null).ToDictionary(output => output.Text("OutputKey")!, output => output.Text("OutputValue") ?? ""),
        Protected = entry.Flag("EnableTerminationProtection") == true,
    };

    private static IEnumerable<string> Pairs(JsonElement entry, string list, string key, string value) => entry.Items(list).Select(item => $"{item.Text(key)}={item.Text(value)}");

    private static Problem Busy(DeployedStack stack) => stack.IsMoving
        ? Problem.Of(CdkProblems.StackBusy, $"stack {stack.Stack.Name} is being changed by someone else: {stack.Status}", "Nothing was changed here.",
            new Remedy($"aws cloudformation describe-stack-events --stack-name {stack.Stack.Name} --max-items 10", "shows what is going on"),
            new Remedy("gw runs retry", "once it has come to rest")) with
        { Retry = Retry.Now }
        : Problem.Of(CdkProblems.StackBusy, $"stack {stack.Stack.Name} is in {stack.Status} and takes no change", "An earlier change could not be taken back; a person must bring the stack to rest.",
            stack.Status == "DELETE_FAILED"
                ? new Remedy($"aws cloudformation delete-stack --stack-name {stack.Stack.Name}", "goes on deleting it")
                : new Remedy($"aws cloudformation continue-update-rollback --stack-name {stack.Stack.Name}", "goes on taking it back"));
}

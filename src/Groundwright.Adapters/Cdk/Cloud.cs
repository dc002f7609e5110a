using System.Collections.Concurrent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>Where a target is deployed to.</summary>
/// <param name="Account">Account the credentials lead to.</param>
/// <param name="Region">Region that is meant where a stack names none.</param>
/// <param name="Partition">Part of the cloud, such as <c>aws</c> or <c>aws-cn</c>.</param>
internal sealed record CloudPlace(string Account, string Region, string Partition);

/// <summary>Finds out where the credentials lead, and gets at stacks there or, with their deploy role, in other accounts.</summary>
internal sealed class Cloud(TargetSettings settings, CdkEnvironment environment, AwsCalls aws)
{
    private readonly ConcurrentDictionary<string, CommandEnvironment> assumed = new();

    /// <summary>Account and region of the credentials, asked anew each time.</summary>
    /// <exception cref="GroundwrightException">GW2034: the credentials are no good, or no region is said.</exception>
    public async Task<CloudPlace> Find(TargetScope scope, CancellationToken cancellationToken)
    {
        var region = environment.Region ?? await Configured(scope, cancellationToken);
        var identity = await AwsIdentity.Of(aws, environment.Online(region), scope, settings, cancellationToken);
        return new CloudPlace(identity.Account, region, identity.Partition);
    }

    /// <summary>Refuses stacks that would land in another account than the environment's.</summary>
    /// <exception cref="GroundwrightException">GW2035.</exception>
    public void CheckAccounts(CloudPlace place, IReadOnlyList<CdkStack> stacks, string environmentName)
    {
        if (settings.Account is not { } wanted) return;
        var foreign = stacks.Where(stack => (stack.Account ?? place.Account) != wanted).ToList();
        if (foreign.Count == 0) return;
        throw new GroundwrightException(Problem.Of(AwsProblems.WrongAccount, $"{environmentName} is account {wanted}, but {settings.Name} would go to {foreign[0].Account ?? place.Account}",
            $"The credentials lead to {place.Account}. Stacks that would land elsewhere: {string.Join(", ", foreign.Select(stack => $"{stack.Id} in {stack.Account ?? place.Account}"))}.\nNothing was changed.",
            new Remedy("aws sts get-caller-identity", "shows who the credentials belong to"), new Remedy("gw config check", $"when `account:` of {environmentName} is what is wrong")));
    }

    /// <summary>What the AWS CLI needs to see to get at a stack.</summary>
    /// <exception cref="GroundwrightException">GW2037: its role may not be assumed. GW2035: it lies in another account, and nobody says how to get there.</exception>
    public async Task<CommandEnvironment> For(CdkStack stack, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var region = stack.Region ?? place.Region;
        var own = environment.Online(region);
        if (stack.Account is null || stack.Account == place.Account) return own;
        if (stack.DeployRole is not { } named) throw new GroundwrightException(Problem.Of(AwsProblems.WrongAccount, $"{stack.Id} goes to account {stack.Account}, and the credentials lead to {place.Account}",
            "Its synthesizer names no deploy role through which that account is reached. Nothing was changed.", new Remedy("aws sts get-caller-identity", "shows who the credentials belong to")));
        var role = named.Replace("${AWS::Partition}", place.Partition, StringComparison.Ordinal)
            .Replace("${AWS::AccountId}", stack.Account, StringComparison.Ordinal).Replace("${AWS::Region}", region, StringComparison.Ordinal);
        if (assumed.TryGetValue(role, out var known)) return known;
        var answer = await aws.Ask(own, scope, ["sts", "assume-role", "--role-arn", role, "--role-session-name", "groundwright"], cancellationToken);
        var credentials = answer.Expect("sts assume-role").Member("Credentials");
        return assumed[role] = (own with { Allowed = [.. own.Allowed.Where(name => name != "AWS_PROFILE")] })
            .With("AWS_ACCESS_KEY_ID", credentials.Text("AccessKeyId") ?? "").With("AWS_SECRET_ACCESS_KEY", credentials.Text("SecretAccessKey") ?? "")
            .With("AWS_SESSION_TOKEN", credentials.Text("SessionToken") ?? "");
    }

    private async Task<string> Configured(TargetScope scope, CancellationToken cancellationToken)
    {
        var answer = await aws.Region(environment.Online(null), scope, cancellationToken);
        return answer ?? throw new GroundwrightException(Problem.Of(AwsProblems.NoAccount, $"nobody says which region {settings.Name} is deployed to in {scope.Environment}",
            "Neither the environment nor AWS_REGION nor the AWS configuration names one.", new Remedy("gw config check", $"after adding `region:` to environment {scope.Environment}")));
    }
}

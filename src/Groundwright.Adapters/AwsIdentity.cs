using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters;

/// <summary>Whom credentials belong to.</summary>
/// <param name="Account">Account they lead to.</param>
/// <param name="Partition">Part of the cloud, such as <c>aws</c> or <c>aws-cn</c>.</param>
internal sealed record AwsIdentity(string Account, string Partition)
{
    /// <summary>Asks the cloud.</summary>
    /// <param name="aws">Asks.</param>
    /// <param name="environment">What the call sees: the credentials.</param>
    /// <param name="scope">Where.</param>
    /// <param name="settings">The target they are for.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="GroundwrightException">GW2034: they are no good.</exception>
    public static async Task<AwsIdentity> Of(AwsCalls aws, CommandEnvironment environment, TargetScope scope, TargetSettings settings, CancellationToken cancellationToken)
    {
        var answer = await aws.Ask(environment, scope, ["sts", "get-caller-identity"], cancellationToken);
        if (answer.Fault is { } fault) throw new GroundwrightException(Problem.Of(AwsProblems.NoAccount, $"target {settings.Name} has no credentials that work in {scope.Environment}",
            $"{fault.Message}\nIts tools see these variables besides the basics: {(settings.Environment.Count == 0 ? "none" : string.Join(", ", settings.Environment))}.",
            new Remedy("aws sts get-caller-identity", "must work in this shell"), new Remedy("gw config check", $"after naming the variables under `environment:` of target {settings.Name}")));
        return new AwsIdentity(answer.Value.Text("Account") ?? "", (answer.Value.Text("Arn") ?? "").Split(':').ElementAtOrDefault(1) ?? "aws");
    }
}

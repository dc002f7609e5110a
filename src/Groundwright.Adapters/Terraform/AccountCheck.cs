using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// Whether the credentials lead to the account that the environment is in, asked before the tool sees them: that of AWS where the account has its form, else a project of Google or a
/// subscription of Azure, which the variables name. A root without any of them is in no account.
/// </summary>
internal sealed class AccountCheck(TargetSettings settings, TerraformEnvironment environment, AwsCalls aws)
{
    private static readonly string[] Named = ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT", "ARM_SUBSCRIPTION_ID"];

    /// <summary>The account; null: the environment names none, or nothing leads to one.</summary>
    /// <exception cref="GroundwrightException">GW2034: the credentials are no good. GW2035: it is another account.</exception>
    public async Task<string?> Read(TargetScope scope, string lockFile, CancellationToken cancellationToken)
    {
        if (settings.Account is not { } wanted) return null;
        var isAws = EnvironmentSettings.IsOfAws(wanted);
        var named = Named.Where(name => environment.Value(name) is not null).ToList();
        var there = isAws ? await OfAws(scope, lockFile, cancellationToken) : [.. named.Select(name => environment.Value(name)!)];
        if (there.Count == 0) return null;
        return there.All(account => account == wanted) ? wanted : throw new GroundwrightException(Problem.Of(AwsProblems.WrongAccount,
            $"{scope.Environment} is account {wanted}, but the credentials of {settings.Name} lead to {string.Join(" and ", there.Where(account => account != wanted))}", "Nothing was changed.",
            new Remedy(isAws ? "aws sts get-caller-identity" : $"printenv {string.Join(' ', named)}", "shows where they lead"), new Remedy("gw config check", $"when `account:` of {scope.Environment} is what is wrong")));
    }

    private async Task<IReadOnlyList<string>> OfAws(TargetScope scope, string lockFile, CancellationToken cancellationToken)
    {
        var used = environment.Names.Any(name => name.StartsWith("AWS_", StringComparison.Ordinal) && environment.Value(name) is not null)
            || ProviderLock.Read(lockFile).Providers.Contains("hashicorp/aws", StringComparison.Ordinal);
        return used ? [(await AwsIdentity.Of(aws, environment.Credentials, scope, settings, cancellationToken)).Account] : [];
    }
}

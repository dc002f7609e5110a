using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>
/// What the tools see of our environment (rule U1). The code of the app never gets credentials: it runs only while an assembly is made, and for that
/// account and region are told to it. Credentials are for the calls that deploy what was made.
/// </summary>
internal sealed class CdkEnvironment(TargetSettings settings, Func<string, string?> variable)
{
    private static readonly string Nothing = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    /// <summary>The region that is said somewhere; null when only the tool's own configuration may know it.</summary>
    public string? Region => settings.Region ?? Listed("AWS_REGION") ?? Listed("AWS_DEFAULT_REGION");

    /// <summary>Where the calls to the cloud go to when it is not the cloud itself, and whose profile they use: part of what a plan is bound to.</summary>
    public string Way => string.Join(' ', new[] { "AWS_PROFILE", "AWS_ENDPOINT_URL" }.Select(name => (name, Value: Listed(name)))
        .Where(found => found.Value is not null).Select(found => $"{found.name}={found.Value}"));

    /// <summary>For the package manager and the app: no credentials, and no file in which a tool would look for some.</summary>
    public CommandEnvironment Offline(string? account, string? region)
    {
        var environment = Quiet.Allowing(settings.Environment.Where(name => !name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)))
            .With("AWS_EC2_METADATA_DISABLED", "true").With("AWS_CONFIG_FILE", Nothing).With("AWS_SHARED_CREDENTIALS_FILE", Nothing);
        if (account is not null) environment = environment.With("CDK_DEFAULT_ACCOUNT", account);
        return region is null ? environment : environment.With("AWS_REGION", region);
    }

    /// <summary>For the calls that talk to the cloud.</summary>
    public CommandEnvironment Online(string? region)
    {
        var environment = Quiet.Allowing(settings.Environment).With("AWS_PAGER", "");
        // The one tool reads this name, the other that one: both are said so that they never mean different regions.
        return region is null ? environment : environment.With("AWS_REGION", region).With("AWS_DEFAULT_REGION", region);
    }

    private static CommandEnvironment Quiet => CommandEnvironment.Minimal
        .With("CI", "true")
        .With("NO_COLOR", "1")
        .With("NODE_NO_WARNINGS", "1")
        .With("CDK_VALIDATION", "false")
        .With("CDK_DISABLE_VERSION_CHECK", "1")
        .With("CDK_DISABLE_CLI_TELEMETRY", "true");

    private string? Listed(string name) => settings.Environment.Contains(name) && variable(name) is { Length: > 0 } value ? value : null;
}

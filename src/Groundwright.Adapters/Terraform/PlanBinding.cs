using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform;

/// <summary>Everything a plan is bound to (rule X7), by name. What may be secret is there as a fingerprint only.</summary>
internal sealed class PlanBinding(TerraformCalls calls, TerraformEnvironment environment, TerraformVariables variables, PlanVault vault)
{
    private static readonly (string Key, string[] Names)[] Places =
    [
        ("account", ["AWS_PROFILE", "AWS_ROLE_ARN", "AWS_ACCESS_KEY_ID", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
            "GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT", "GOOGLE_IMPERSONATE_SERVICE_ACCOUNT", "GOOGLE_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS",
            "ARM_SUBSCRIPTION_ID", "ARM_TENANT_ID", "ARM_CLIENT_ID"]),
        ("region", ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "GOOGLE_REGION", "GOOGLE_ZONE", "CLOUDSDK_COMPUTE_REGION", "ARM_ENVIRONMENT"]),
        ("cluster", ["KUBECONFIG", "KUBE_CONFIG_PATH", "KUBE_CONFIG_PATHS", "KUBE_CTX", "KUBE_CONTEXT", "KUBE_CTX_CLUSTER", "KUBE_CTX_AUTH_INFO", "KUBE_HOST", "KUBE_CLUSTER_CA_CERT_DATA"]),
    ];

    /// <summary>Reads every value that comes neither out of the plan itself nor out of the state.</summary>
    public async Task<Dictionary<string, string>> Read(TerraformRoot root, CancellationToken cancellationToken)
    {
        var locked = ProviderLock.Read(root.LockFile);
        var binding = new Dictionary<string, string>
        {
            ["tree"] = root.Scope.Tree,
            ["environment"] = root.Scope.Environment,
            ["workspace"] = root.Workspace,
            ["backend"] = root.Backend.Identity,
            ["tool"] = (await calls.Tool(cancellationToken)).ToString(),
            ["providers"] = locked.Providers,
            ["lock-file"] = locked.Sha256,
            ["variables"] = variables.Fingerprint(root.Scope),
        };
        foreach (var (key, names) in Places) binding[key] = Place(names);
        if (root.Account is { } account) binding["account"] = $"{account}: {binding["account"]}";
        if (variables.ImageOf(root.Scope) is { } image) binding["image"] = image;
        return binding;
    }

    /// <summary>What was changed outside of the tool, as one value: whoever planned on top of a drift does not find the same drift to be news.</summary>
    public string World(IReadOnlyList<PlannedResource> drift)
    {
        if (drift.Count == 0) return "as recorded";
        var changes = vault.Fingerprint(string.Join('\n', drift.Select(resource => $"{resource.Address} {resource.Action} {resource.After}")));
        return $"{string.Join(", ", drift.Select(resource => resource.Address).Take(10))} changed outside ({changes})";
    }

    private string Place(string[] names)
    {
        var set = names.Select(name => (Name: name, Value: environment.Value(name))).Where(variable => variable.Value is not null).ToList();
        return set.Count == 0 ? "none" : string.Join(", ", set.Select(variable => $"{variable.Name}={Shown(variable.Name, variable.Value!)}"));
    }

    // Files are compared by what is in them too: the same path may lead to another cluster. Those of AWS are not: tools write new keys for the same account into them every hour.
    // Long values, addresses with sign-in parts and keys are not shown.
    private string Shown(string name, string value) => name switch
    {
        "KUBECONFIG" or "KUBE_CONFIG_PATHS" => string.Join(' ', value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(WithContent)),
        "KUBE_CONFIG_PATH" or "GOOGLE_APPLICATION_CREDENTIALS" => WithContent(value),
        "AWS_ACCESS_KEY_ID" => AccessKey.AccountOf(value) ?? vault.Fingerprint(value),
        "KUBE_CLUSTER_CA_CERT_DATA" or "AWS_ENDPOINT_URL" or "KUBE_HOST" or "GOOGLE_CREDENTIALS" => vault.Fingerprint(value),
        _ => value,
    };

    private string WithContent(string file) => $"{file} {(File.Exists(file) ? vault.Fingerprint(File.ReadAllText(file)) : "missing")}";
}

using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Finds which hosts the tool of a root talks to while it plans: where providers and modules come from, its state, and the clouds of the providers that are known here.</summary>
internal sealed partial class EgressSurvey
{
    private const string Modules = "github.com";
    private static readonly string[] OfTerraform = ["registry.terraform.io", "releases.hashicorp.com"];
    private static readonly string[] OfTofu = ["registry.opentofu.org", "github.com", "release-assets.githubusercontent.com"];
    private static readonly string[] Aws = ["*.amazonaws.com"];
    private static readonly string[] Google = ["*.googleapis.com"];
    private static readonly string[] Azure = ["management.azure.com", "login.microsoftonline.com", "graph.microsoft.com", "*.core.windows.net", "*.vault.azure.net"];

    private static readonly Dictionary<string, string[]> Providers = new(StringComparer.Ordinal)
    {
        ["hashicorp/aws"] = Aws,
        ["hashicorp/google"] = Google,
        ["hashicorp/google-beta"] = Google,
        ["hashicorp/azurerm"] = Azure,
        ["hashicorp/azuread"] = Azure,
        ["hashicorp/archive"] = [],
        ["hashicorp/local"] = [],
        ["hashicorp/null"] = [],
        ["hashicorp/random"] = [],
        ["hashicorp/template"] = [],
        ["hashicorp/time"] = [],
        ["hashicorp/tls"] = [],
    };

    private static readonly Dictionary<string, string[]> States = new(StringComparer.Ordinal) { ["local"] = [], ["s3"] = Aws, ["gcs"] = Google, ["azurerm"] = Azure };

    private readonly IReadOnlyDictionary<string, TerraformFolder> folders;
    private readonly string[] registry;
    private readonly SortedSet<string> hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private bool unknown;

    private EgressSurvey(IReadOnlyDictionary<string, TerraformFolder> folders, string[] registry)
    {
        this.folders = folders;
        this.registry = registry;
    }

    /// <summary>The hosts, as they are written under <c>egress:</c>; null where not all can be told.</summary>
    /// <param name="root">The root.</param>
    /// <param name="all">Every folder, for the modules it uses.</param>
    /// <param name="tofu">Whether OpenTofu works on it, which has a registry of its own.</param>
    public static IReadOnlyList<string>? Of(TerraformFolder root, IEnumerable<TerraformFolder> all, bool tofu)
    {
        var survey = new EgressSurvey(all.ToDictionary(folder => folder.Path, StringComparer.Ordinal), tofu ? OfTofu : OfTerraform);
        survey.Add(root);
        if (root.BackendKind is { } kind) survey.Add(States, kind);
        return survey.unknown ? null : [.. survey.hosts];
    }

    private void Add(TerraformFolder folder)
    {
        if (!seen.Add(folder.Path)) return;
        unknown |= folder.HasUnread || folder.Texts.Any(text => OwnEndpoint().IsMatch(text));
        foreach (var source in folder.ProviderSources) Add(Providers, source, registry);
        foreach (var state in folder.StatesRead) Add(States, state);
        foreach (var module in folder.ModulesElsewhere)
        {
            // Modules of a registry are fetched from where they are developed.
            if (RegistryModule().IsMatch(module)) hosts.UnionWith([registry[0], Modules]);
            else unknown = true;
        }
        foreach (var path in folder.ModuleSources)
        {
            if (folders.TryGetValue(path, out var below)) Add(below);
            else unknown = true;
        }
    }

    private void Add(Dictionary<string, string[]> known, string name, params string[] more)
    {
        if (!known.TryGetValue(name, out var found)) unknown = true;
        else hosts.UnionWith(found.Concat(more));
    }

    // A cloud, or what stands for one, at an address of its own.
    [GeneratedRegex(@"(?m)^\s*[A-Za-z_]*endpoints?\s*[={]", RegexOptions.CultureInvariant)]
    private static partial Regex OwnEndpoint();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9_-]+/[a-z0-9]+(//.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryModule();
}

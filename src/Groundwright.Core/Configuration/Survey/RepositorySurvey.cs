namespace Groundwright.Core.Configuration.Survey;

/// <summary>What was found in a repository that has no configuration yet; <see cref="InitFile"/> writes one from it.</summary>
public sealed record RepositorySurvey
{
    /// <summary>Terraform roots, in an order in which they can be applied.</summary>
    public IReadOnlyList<TerraformRoot> Roots { get; init; } = [];

    /// <summary>Folders with Terraform files that others use.</summary>
    public IReadOnlyList<TerraformModule> Modules { get; init; } = [];

    /// <summary>Kustomize folders that nothing else builds on.</summary>
    public IReadOnlyList<string> Overlays { get; init; } = [];

    /// <summary>Whether something in the repository is for Flux.</summary>
    public bool Flux { get; init; }

    /// <summary>Folders with a <c>cdk.json</c>.</summary>
    public IReadOnlyList<string> CdkApps { get; init; } = [];

    /// <summary>GitHub workflows.</summary>
    public IReadOnlyList<string> Workflows { get; init; } = [];

    /// <summary>Scripts that look like tests of what is deployed.</summary>
    public IReadOnlyList<string> TestScripts { get; init; } = [];

    /// <summary>Coding CLIs on PATH, by their names in <c>agent: use:</c>.</summary>
    public IReadOnlyList<string> CodingTools { get; init; } = [];

    /// <summary>Names of environments in the order a change takes; never empty.</summary>
    public IReadOnlyList<string> Environments { get; init; } = ["dev"];

    /// <summary>Where the names of environments were seen; null: nowhere, and <c>dev</c> is a guess.</summary>
    public string? EnvironmentsFrom { get; init; }

    /// <summary>Things about the search itself that a person should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The agent that the configuration names: an installed coding CLI that needs no more than its name, else a person.</summary>
    public string Agent => CodingTools.FirstOrDefault(AgentNames.Plain.Contains) ?? AgentNames.Manual;

    /// <summary>What was found, written and why, and what a person should look at.</summary>
    public IReadOnlyList<SurveyNote> Explain() => SurveyNotes.Of(this);

    /// <summary>Environments into which a root is deployed.</summary>
    internal IReadOnlyList<string> EnvironmentsOf(TerraformRoot root) => root.Environment is null ? Environments : [root.Environment];

    /// <summary>Looks at a checkout, the work in it that is not committed included.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <param name="searchPath">The PATH to look for coding CLIs and OpenTofu on; null: none are looked for.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static RepositorySurvey Take(string root, string? searchPath, CancellationToken cancellationToken)
    {
        var files = RepositoryFiles.In(root, cancellationToken);
        var programs = new InstalledPrograms(searchPath);
        var terraform = TerraformSurvey.Of(files, programs.OnlyTofu, cancellationToken);
        var overlays = KustomizeSurvey.Overlays(files);
        var environments = EnvironmentWords.Sort(terraform.EnvironmentNames.Concat(overlays.Select(RepositoryFiles.FileName).Where(EnvironmentWords.Contains)));
        var survey = new RepositorySurvey
        {
            Modules = terraform.Modules,
            Overlays = overlays,
            Flux = files.Paths.Any(path => path.Contains("flux-system/", StringComparison.Ordinal)),
            CdkApps = [.. files.Paths.Where(path => RepositoryFiles.FileName(path) == "cdk.json").Select(RepositoryFiles.Folder)],
            Workflows = [.. files.Paths.Where(path => RepositoryFiles.Folder(path) == ".github/workflows" && Path.GetExtension(path) is (".yml" or ".yaml"))],
            TestScripts = TestScriptSurvey.Of(files),
            CodingTools = programs.CodingTools,
            Environments = environments.Count > 0 ? environments : ["dev"],
            EnvironmentsFrom = environments.Count > 0 ? "variable files, folders, workspaces and overlays" : null,
            Remarks = RemarksOn(files),
        };
        survey = survey with { Roots = terraform.Roots };
        // Where folders are environments, one that no root is for would deploy nothing.
        survey = survey with { Environments = [.. survey.Environments.Where(name => survey.Roots.Count == 0 || survey.Roots.Any(root => survey.EnvironmentsOf(root).Contains(name)))] };
        return survey with { Roots = [.. survey.Roots.Select(root => RootDetails.Complete(root, survey, files))] };
    }

    private static List<string> RemarksOn(RepositoryFiles files)
    {
        var remarks = new List<string>();
        if (files.Cut) remarks.Add($"the repository has more than {RepositoryFiles.Most} files; not all were looked at");
        if (files.Odd > 0) remarks.Add($"files were passed over because of unusual characters in their names: {files.Odd}");
        return remarks;
    }
}

/// <summary>A folder that terraform is run in.</summary>
public sealed record TerraformRoot
{
    /// <summary>Name of the target.</summary>
    public required string Name { get; init; }

    /// <summary>Relative to the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>Why it was taken for a root.</summary>
    public required string Why { get; init; }

    /// <summary>Names of the targets whose outputs it reads.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>The one environment it is for, when its folder says so.</summary>
    public string? Environment { get; init; }

    /// <summary>Where its state is kept, such as <c>s3</c>; null: a local file.</summary>
    public string? Backend { get; init; }

    /// <summary>Whether values of the backend must be given from outside.</summary>
    public bool BackendIncomplete { get; init; }

    /// <summary>Whether its workspaces are its environments.</summary>
    public bool Workspaces { get; init; }

    /// <summary>Variable files to hand over; <c>{environment}</c> stands for the environment.</summary>
    public IReadOnlyList<string> VarFiles { get; init; } = [];

    /// <summary>State file that exists already; null: none, or it cannot be told which environment it is for.</summary>
    public string? State { get; init; }

    /// <summary>Hosts its tool talks to while it plans. Empty: none. Null: not all could be told.</summary>
    public IReadOnlyList<string>? Egress { get; init; } = [];

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<string> Unsure { get; init; } = [];
}

/// <summary>A folder with Terraform files that is not a root.</summary>
public sealed record TerraformModule(string Folder, string Why);

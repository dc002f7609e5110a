using Groundwright.Core.Configuration.Checks;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Tells Terraform roots from modules, and finds which root reads another's outputs.</summary>
internal sealed class TerraformSurvey
{
    private static readonly string[] ExampleFolders = ["examples", "example", "tests", "test", "fixtures", "testdata"];
    private static readonly string[] ModuleFolders = ["modules", "module"];
    private readonly List<TerraformFolder> folders;
    private readonly List<TerraformModule> modules = [];
    private readonly List<(TerraformFolder Folder, string Why)> roots = [];
    private readonly bool tofu;

    private TerraformSurvey(List<TerraformFolder> folders, bool tofu)
    {
        this.folders = folders;
        this.tofu = tofu;
    }

    public IReadOnlyList<TerraformRoot> Roots { get; private set; } = [];

    public IReadOnlyList<TerraformModule> Modules => modules;

    /// <summary>Names of environments seen in variable files, folders and workspaces.</summary>
    public IEnumerable<string> EnvironmentNames => folders.Where(folder => roots.Any(root => root.Folder == folder)).SelectMany(folder => folder.EnvironmentNames);

    /// <summary>Looks at the folders with Terraform files.</summary>
    /// <param name="files">Of the repository.</param>
    /// <param name="tofu">Whether OpenTofu works on them.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static TerraformSurvey Of(RepositoryFiles files, bool tofu, CancellationToken cancellationToken)
    {
        var survey = new TerraformSurvey(TerraformFolder.All(files, cancellationToken), tofu);
        survey.Sort();
        survey.Name();
        return survey;
    }

    private void Sort()
    {
        var used = folders.SelectMany(folder => folder.ModuleSources.Select(source => (source, folder.Path))).ToLookup(pair => pair.source, pair => pair.Path, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (folder.BackendKind is { } kind) roots.Add((folder, $"it says where its state is kept ({kind})"));
            else if (folder.HasState) roots.Add((folder, "there is a state file"));
            else if (used[folder.Path].FirstOrDefault() is { } user) modules.Add(new TerraformModule(folder.Path, $"used by {user}"));
            else if (folder.Path.Split('/').SkipLast(1).Any(ModuleFolders.Contains)) modules.Add(new TerraformModule(folder.Path, "it lies in a folder for modules"));
            else if (folder.Path.Split('/').Any(ExampleFolders.Contains)) modules.Add(new TerraformModule(folder.Path, "it is an example or a test"));
            else if (folder.HasLockFile) roots.Add((folder, "it has a .terraform.lock.hcl"));
            else if (folder.HasProvider) roots.Add((folder, "it configures a provider"));
            else roots.Add((folder, "no other folder uses it as a module"));
        }
    }

    private void Name()
    {
        var names = TargetNames.For([.. roots.Select(root => root.Folder.Path)]);
        var found = roots.Select(root => new TerraformRoot
        {
            Name = names[root.Folder.Path],
            Folder = root.Folder.Path,
            Why = root.Why,
            After = [.. root.Folder.ReadsFrom(roots.Select(other => other.Folder)).Where(other => other != root.Folder.Path).Select(path => names[path]).Distinct()],
            Environment = root.Folder.Path.Split('/').LastOrDefault(EnvironmentWords.Contains),
            Backend = root.Folder.BackendKind is "local" ? null : root.Folder.BackendKind,
            Egress = EgressSurvey.Of(root.Folder, folders, tofu),
            BackendIncomplete = root.Folder.BackendIncomplete,
            Workspaces = root.Folder.UsesWorkspaces && root.Folder.BackendKind is not (null or "local" or "cloud"),
        }).ToList();
        Roots = InOrder(found);
    }

    // Those that others read from come first. Roots that read from each other keep their edges out of the file: a cycle cannot be configured.
    private static List<TerraformRoot> InOrder(List<TerraformRoot> roots)
    {
        var (sorted, done) = (new List<TerraformRoot>(), new HashSet<string>(StringComparer.Ordinal));
        while (roots.Count > 0)
        {
            var next = roots.FirstOrDefault(root => root.After.All(done.Contains));
            var taken = next ?? InCycle(roots);
            roots.Remove(taken);
            done.Add(taken.Name);
            sorted.Add(next ?? taken with
            {
                After = [.. taken.After.Where(sorted.Select(root => root.Name).Contains)],
                Unsure = ["it and another root read each other's outputs; only one direction was written"],
            });
        }
        return sorted;
    }

    private static TerraformRoot InCycle(List<TerraformRoot> roots)
    {
        var name = Cycles.Find(roots.ToDictionary(root => root.Name, root => root.After.ToList(), StringComparer.Ordinal))[0][0];
        return roots.First(root => root.Name == name);
    }
}

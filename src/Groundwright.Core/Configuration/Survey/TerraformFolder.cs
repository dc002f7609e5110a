namespace Groundwright.Core.Configuration.Survey;

/// <summary>A folder with Terraform files.</summary>
internal sealed class TerraformFolder
{
    private static readonly string[] Unread = [".tf.json", ".tofu", ".tofu.json"];
    private static readonly string[] VariableFolders = ["env", "envs", "environments", "vars", "tfvars", "config"];
    private readonly List<HclBlock> blocks = [];
    private readonly List<string> texts = [];
    private IReadOnlyList<string> below = [];

    private TerraformFolder(string path) => Path = path;

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    /// <summary>Kind of its backend, <c>cloud</c> for a cloud block; null without one.</summary>
    public string? BackendKind => Terraform.SelectMany(block => block.Of("backend")).Select(block => Plain(block.Label(0))).FirstOrDefault()
        ?? (Terraform.SelectMany(block => block.Of("cloud")).Any() ? "cloud" : null);

    /// <summary>Whether the backend has no values in the files.</summary>
    public bool BackendIncomplete => BackendKind is not (null or "local" or "cloud") && Backend is { Attributes.Count: 0, Blocks.Count: 0 };

    public bool HasProvider => blocks.Any(block => block.Type == "provider");

    public bool HasLockFile => Has(".terraform.lock.hcl");

    public bool HasState => Has("terraform.tfstate") || below.Any(path => path.StartsWith("terraform.tfstate.d/", StringComparison.Ordinal));

    public bool UsesWorkspaces => texts.Any(text => text.Contains("terraform.workspace", StringComparison.Ordinal));

    /// <summary>Whether there are files of the language that are not looked into: in JSON, or for OpenTofu alone.</summary>
    public bool HasUnread => below.Any(path => RepositoryFiles.Folder(path) == "." && Unread.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>Text of its files.</summary>
    public IEnumerable<string> Texts => texts;

    /// <summary>Providers it uses besides the built-in one, as <c>hashicorp/aws</c>.</summary>
    public IEnumerable<string> ProviderSources
    {
        get
        {
            var required = Terraform.SelectMany(block => block.Of("required_providers")).ToList();
            var sources = required.SelectMany(block => block.Blocks).ToLookup(entry => entry.Type, entry => entry.Text("source"), StringComparer.Ordinal);
            var names = blocks.Where(block => block.Type == "provider").Select(block => block.Label(0))
                .Concat(blocks.Where(block => block.Type is "resource" or "data" or "ephemeral").Select(block => block.Label(0).Split('_')[0]))
                .Concat(sources.Select(entry => entry.Key)).Concat(required.SelectMany(block => block.Attributes.Keys));
            return names.Where(name => name is not ("terraform" or "")).Select(name => sources[name].OfType<string>().FirstOrDefault() ?? $"hashicorp/{name}")
                .Select(source => source.Replace("registry.terraform.io/", "", StringComparison.Ordinal)).Distinct();
        }
    }

    /// <summary>Kinds of the states of others it reads.</summary>
    public IEnumerable<string> StatesRead => blocks.Where(block => block.Type == "data" && block.Label(0) == "terraform_remote_state").Select(block => block.Text("backend") ?? "unknown");

    /// <summary>Modules that are not in the repository, as they are written.</summary>
    public IEnumerable<string> ModulesElsewhere => Modules.Where(source => FolderOf(source) is null);

    /// <summary>Folders whose modules it uses.</summary>
    public IEnumerable<string> ModuleSources => Modules.Select(FolderOf).OfType<string>();

    /// <summary>Names of environments in its variable files, its path and its workspaces.</summary>
    public IEnumerable<string> EnvironmentNames => Path.Split('/').Where(EnvironmentWords.Contains).TakeLast(1)
        .Concat(VariableFiles(below).Select(path => RepositoryFiles.FileName(path)[..^".tfvars".Length]).Where(EnvironmentWords.Contains))
        .Concat(below.Where(path => path.StartsWith("terraform.tfstate.d/", StringComparison.Ordinal)).Select(path => path.Split('/')[1]).Where(EnvironmentWords.Contains));

    private IEnumerable<string> Modules => blocks.Where(block => block.Type == "module").Select(block => block.Text("source") ?? "unknown");

    private HclBlock? Backend => Terraform.SelectMany(block => block.Of("backend")).FirstOrDefault();

    private IEnumerable<HclBlock> Terraform => blocks.Where(block => block.Type == "terraform");

    public static List<TerraformFolder> All(RepositoryFiles files, CancellationToken cancellationToken)
    {
        var folders = new SortedDictionary<string, TerraformFolder>(StringComparer.Ordinal);
        foreach (var path in files.Paths.Where(path => path.EndsWith(".tf", StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folder = RepositoryFiles.Folder(path);
            if (!folders.TryGetValue(folder, out var found)) folders[folder] = found = new TerraformFolder(folder) { below = Below(files, folder) };
            var text = files.Read(path);
            found.texts.Add(text);
            found.blocks.AddRange(HclReader.Read(text).Blocks);
        }
        return [.. folders.Values];
    }

    /// <summary>Paths of files below a folder, relative to it.</summary>
    public static IReadOnlyList<string> Below(RepositoryFiles files, string folder) =>
        folder == "." ? files.Paths : [.. files.Paths.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Select(path => path[(folder.Length + 1)..])];

    /// <summary>Variable files that terraform does not load by itself, among paths relative to the folder.</summary>
    public static IEnumerable<string> VariableFiles(IReadOnlyList<string> below) => below.Where(path =>
        path.EndsWith(".tfvars", StringComparison.Ordinal) && !path.EndsWith(".auto.tfvars", StringComparison.Ordinal) && RepositoryFiles.FileName(path) is not ("terraform.tfvars" or ".tfvars")
        && (RepositoryFiles.Folder(path) == "." || VariableFolders.Contains(RepositoryFiles.Folder(path))));

    /// <summary>Folders of the roots whose outputs it reads: recognised by the path, key or prefix of their state.</summary>
    public IEnumerable<string> ReadsFrom(IEnumerable<TerraformFolder> roots)
    {
        var all = roots.ToList();
        foreach (var config in blocks.Where(block => block.Type == "data" && block.Label(0) == "terraform_remote_state").SelectMany(block => block.Of("config")))
        {
            var local = config.Text("path")?.Replace("${path.module}/", "", StringComparison.Ordinal).Replace("${path.root}/", "", StringComparison.Ordinal);
            var file = local is null ? null : RepositoryFiles.Resolve(Path, local);
            var match = all.FirstOrDefault(root => (file is not null && root.StateFile == file) || Same(config, root.Backend, "key") || Same(config, root.Backend, "prefix"));
            if (match is not null) yield return match.Path;
        }
    }

    private string? StateFile => RepositoryFiles.Resolve(Path, (BackendKind == "local" ? Backend?.Text("path") : null) ?? "terraform.tfstate");

    private static bool Same(HclBlock config, HclBlock? backend, string name) =>
        config.Text(name) is { Length: > 0 } value && backend?.Text(name) == value && config.Text("bucket") == backend.Text("bucket");

    private string? FolderOf(string source) => source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal)
        ? RepositoryFiles.Resolve(Path, source.Replace("//", "/", StringComparison.Ordinal))
        : null;

    private bool Has(string file) => below.Contains(file);

    // It comes from a file and goes into a comment of another.
    private static string Plain(string label) => label.Length is > 0 and < 30 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? label : "unknown";
}

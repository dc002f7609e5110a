using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>The files of a checkout, without what tools put there. Links are not followed.</summary>
internal sealed class RepositoryFiles
{
    /// <summary>More files than this are not looked at.</summary>
    public const int Most = 200_000;

    private const int MostBytes = 1024 * 1024;
    private static readonly string[] Tools = [".git", ".terraform", ".terragrunt-cache", "node_modules", "cdk.out", ".venv", "__pycache__"];
    private static readonly string[] Own = ["trees", "agents", "artifacts"];
    private readonly string root;

    private RepositoryFiles(string root) => this.root = root;

    /// <summary>Paths relative to the root, with <c>/</c>, sorted.</summary>
    public IReadOnlyList<string> Paths { get; private set; } = [];

    /// <summary>Files passed over because of their names: they could not be written into a configuration.</summary>
    public int Odd { get; private set; }

    /// <summary>Whether there were too many.</summary>
    public bool Cut { get; private set; }

    public static RepositoryFiles In(string root, CancellationToken cancellationToken)
    {
        var files = new RepositoryFiles(Path.GetFullPath(root));
        files.Walk(cancellationToken);
        return files;
    }

    /// <summary>The text of a file; empty when it is very large or cannot be read.</summary>
    public string Read(string path)
    {
        var file = new FileInfo(Path.Combine(root, path));
        try
        {
            return file.Exists && file.Length <= MostBytes ? File.ReadAllText(file.FullName) : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Folder of a path; <c>.</c> for the root.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : ".";

    /// <summary>Last part of a path.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>A path seen from a folder, without <c>.</c> and <c>..</c>; null when it leaves the repository.</summary>
    public static string? Resolve(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in (folder + "/" + path).Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }
        return parts.Count == 0 ? "." : string.Join('/', parts);
    }

    private void Walk(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var folders = new Stack<string>([root]);
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        while (folders.TryPop(out var folder) && !Cut)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var child in new DirectoryInfo(folder).EnumerateDirectories("*", options))
                if (!Tools.Contains(child.Name) && !(folder == root && Own.Contains(child.Name))) folders.Push(child.FullName);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", options))
            {
                var path = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
                if (IsPlain(path)) found.Add(path);
                else Odd++;
            }
            Cut = found.Count > Most;
        }
        found.Sort(StringComparer.Ordinal);
        Paths = found;
    }

    private static bool IsPlain(string path) => Patterns.Path().IsMatch(path) && !path.Any(c => c is '{' or '}' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFD' or '\uFFFE' or '\uFFFF' || char.IsControl(c) || char.IsSurrogate(c));
}

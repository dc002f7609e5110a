namespace Groundwright.Core.Configuration.Survey;

/// <summary>Finds programs that are installed.</summary>
/// <param name="searchPath">The PATH to look on; null: nothing is looked for.</param>
internal sealed class InstalledPrograms(string? searchPath)
{
    private static readonly string[] CodingClis = ["claude", "codex", "gemini", "opencode"];
    private static readonly string[] Endings = ["", ".exe", ".cmd"];
    private readonly string[] folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Coding CLIs.</summary>
    public IReadOnlyList<string> CodingTools => [.. CodingClis.Where(Has)];

    /// <summary>Whether roots are worked on by OpenTofu: it is there, and terraform is not.</summary>
    public bool OnlyTofu => Has("tofu") && !Has("terraform");

    private bool Has(string name) => folders.Any(folder => Endings.Any(ending => File.Exists(Path.Combine(folder, name + ending))));
}

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Finds coding CLIs that are installed.</summary>
internal static class CodingToolSurvey
{
    private static readonly string[] Known = ["claude", "codex", "gemini", "opencode"];
    private static readonly string[] Endings = ["", ".exe", ".cmd"];

    public static IReadOnlyList<string> Installed(string? searchPath)
    {
        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. Known.Where(name => folders.Any(folder => Endings.Any(ending => File.Exists(Path.Combine(folder, name + ending)))))];
    }
}

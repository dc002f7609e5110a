namespace Groundwright.Core.Agents;

/// <summary>
/// Files that steer agents, hooks, workflows or Groundwright itself. A change of one has no effect before it is merged (quality T5), and a review must say so.
/// </summary>
public static class ProtectedPaths
{
    private static readonly string[] AtRoot = [".github", ".groundwright", "groundwright.yaml", "groundwright.yml"];

    // Coding CLIs read these in every folder on the way down, so the depth does not matter.
    private static readonly string[] Anywhere =
    [
        ".claude", ".mcp.json", "CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "GEMINI.md", ".codex", ".gemini", ".opencode", "opencode.json", "opencode.jsonc",
        ".kiro", ".cursor", ".husky",
    ];

    private static readonly string[] OfGit = [".gitmodules", ".gitattributes"];

    /// <summary>Whether a coding agent or one of its hooks reads the file as instructions or settings.</summary>
    public static bool Steers(string path) => Parts(path).Any(part => Anywhere.Contains(part, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a path, relative to the repository with forward slashes, is protected. Case does not matter: it does not on macOS and Windows.</summary>
    public static bool Contains(string path)
    {
        var parts = Parts(path);
        return parts.Length > 0
            && (AtRoot.Contains(parts[0], StringComparer.OrdinalIgnoreCase) || Steers(path) || parts.Any(part => OfGit.Contains(part, StringComparer.OrdinalIgnoreCase)));
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Those of the paths that are protected, sorted.</summary>
    public static IReadOnlyList<string> Among(IEnumerable<string> paths) => [.. paths.Where(Contains).Order(StringComparer.Ordinal)];
}

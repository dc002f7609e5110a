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
        ".kiro", ".cursor", ".husky", ".gitmodules", ".gitattributes",
    ];

    /// <summary>Whether a path, relative to the repository with forward slashes, is protected. Case does not matter: it does not on macOS and Windows.</summary>
    public static bool Contains(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0
            && (AtRoot.Contains(parts[0], StringComparer.OrdinalIgnoreCase) || parts.Any(part => Anywhere.Contains(part, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>Those of the paths that are protected, sorted.</summary>
    public static IReadOnlyList<string> Among(IEnumerable<string> paths) => [.. paths.Where(Contains).Order(StringComparer.Ordinal)];
}

namespace Groundwright.Core.Configuration;

/// <summary>The names that <c>agent: use:</c> may have.</summary>
public static class AgentNames
{
    /// <summary>A person edits the worktree.</summary>
    public const string Manual = "manual";

    /// <summary>Any program.</summary>
    public const string Command = "command";

    /// <summary>A recording.</summary>
    public const string Replay = "replay";

    /// <summary>Claude Code.</summary>
    public const string Claude = "claude";

    /// <summary>Codex.</summary>
    public const string Codex = "codex";

    /// <summary>Gemini CLI.</summary>
    public const string Gemini = "gemini";

    /// <summary>opencode.</summary>
    public const string OpenCode = "opencode";

    /// <summary>Claude Code by the Agent Client Protocol.</summary>
    public const string ClaudeAcp = "claude-acp";

    /// <summary>Kiro CLI.</summary>
    public const string Kiro = "kiro";

    /// <summary>Any program that speaks the Agent Client Protocol.</summary>
    public const string Acp = "acp";

    /// <summary>All that the configuration may name.</summary>
    public static IReadOnlyList<string> Known { get; } = [Manual, Command, Replay, Claude, Codex, Gemini, OpenCode, ClaudeAcp, Kiro, Acp];

    /// <summary>Coding CLIs that need nothing in the configuration but their name.</summary>
    public static IReadOnlyList<string> Plain { get; } = [Claude, Codex, Gemini];
}

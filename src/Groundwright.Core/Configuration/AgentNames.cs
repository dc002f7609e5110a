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

    /// <summary>All that the configuration may name.</summary>
    public static IReadOnlyList<string> Known { get; } = [Manual, Command, Replay, Claude, Codex, "gemini", "opencode", "kiro", "acp"];

    /// <summary>Those that this version can drive.</summary>
    public static IReadOnlyList<string> Built { get; } = [Manual, Command, Replay, Claude, Codex];
}

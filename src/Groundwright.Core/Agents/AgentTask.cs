namespace Groundwright.Core.Agents;

/// <summary>One piece of work for an agent.</summary>
public sealed record AgentTask
{
    /// <summary>The run it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>Phase that asks, such as <c>build</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>What is asked within the phase, such as <c>implement</c>, <c>fix-1</c>, <c>findings-2</c>. Recordings are looked up by phase and purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>The prompt, already rendered. Goes to standard input.</summary>
    public required string Prompt { get; init; }

    /// <summary>The tree to work in. Absolute. Holds no git directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Where an answer other than file changes is expected: a path inside <see cref="Directory"/>, relative, or null. Removed before the tree is committed.</summary>
    public string? AnswerFile { get; init; }

    /// <summary>Model to use; null: the agent's own default.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Names that differ from run to run: <c>issue</c>, <c>id</c>, <c>spec</c>. A recording holds them as <c>{{issue}}</c> and so on, in paths and in content.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Bounds.</summary>
    public required AgentLimits Limits { get; init; }
}

/// <summary>Bounds of one piece of work. Zero is never "no limit": null is.</summary>
/// <param name="WallClock">Default 30 minutes.</param>
/// <param name="Silence">Longest time without output. Default 10 minutes.</param>
/// <param name="OutputBytes">Most output. Default 64 MiB.</param>
/// <param name="Usd">Most money that may still be spent; null: no limit.</param>
public sealed record AgentLimits(TimeSpan WallClock, TimeSpan Silence, long OutputBytes, decimal? Usd)
{
    /// <summary>Most turns: answers of the model. Null: no limit.</summary>
    public int? Turns { get; init; }

    /// <summary>30 minutes, 10 minutes of silence, 64 MiB, no money limit.</summary>
    public static AgentLimits Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10), 64L * 1024 * 1024, null);
}

using System.Text.Json;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>What a piece of work must leave behind to count as done.</summary>
public sealed record AgentExpectation
{
    /// <summary>Whether files must have changed. Default: no.</summary>
    public bool Change { get; init; }

    /// <summary>Files that must be there and not empty, relative to the tree.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether the answer file must hold JSON. Default: no.</summary>
    public bool Answer { get; init; }
}

/// <summary>What was seen of a piece of work, by us.</summary>
public sealed record AgentEvidence
{
    /// <summary>What the agent says itself.</summary>
    public required AgentOutcome Outcome { get; init; }

    /// <summary>What it was refused, from its events.</summary>
    public IReadOnlyList<string> Denials { get; init; } = [];

    /// <summary>Paths that differ from before, relative to the tree with forward slashes, without the answer file.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Those of <see cref="AgentExpectation.Files"/> that are there and not empty, read without following links.</summary>
    public IReadOnlyList<string> Present { get; init; } = [];

    /// <summary>Content of the answer file, read without following links; null when there is none.</summary>
    public string? Answer { get; init; }
}

/// <summary>Whether a piece of work counts.</summary>
/// <param name="Problem">Null: it does, as far as the work itself goes; our own checks come after.</param>
/// <param name="Protected">Changed paths that the review must flag.</param>
/// <param name="Answer">The answer; null when none was asked for or it cannot be used.</param>
public sealed record AgentVerdict(Problem? Problem, IReadOnlyList<string> Protected, JsonElement? Answer);

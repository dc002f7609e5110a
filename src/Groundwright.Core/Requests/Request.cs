namespace Groundwright.Core.Requests;

/// <summary>What someone asked for. Its text is copied here when it was triggered and never read again from its source.</summary>
public sealed record Request
{
    /// <summary>Number of the issue, as a string; null when the request is not an issue.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, as it stood at the trigger.</summary>
    public required string Body { get; init; }

    /// <summary>Labels of the issue, lower case.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary><c>base</c> or <c>heavy</c>. Default <c>base</c>.</summary>
    public string ModelSet { get; init; } = "base";

    /// <summary>Name of the environment asked for; null: the first one.</summary>
    public string? Environment { get; init; }

    /// <summary>Where it was read, for people: a path or a URL.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the text was written by someone who may write to the repository.</summary>
    public required bool Trusted { get; init; }
}

namespace Groundwright.Core.Problems;

/// <summary>What a user is told when something did not go as asked: what happened, why, and what to type next.</summary>
public sealed record Problem
{
    /// <summary>The stable identity, such as <c>GW1004</c>.</summary>
    public required ProblemCode Code { get; init; }

    /// <summary>One line: what happened, with the names involved. Lower case, no full stop.</summary>
    public required string Summary { get; init; }

    /// <summary>Why, and what was or was not done. May have several lines.</summary>
    public string? Detail { get; init; }

    /// <summary>What to type next, most useful first.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Where in a file the cause stands, when it stands in a file.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Whether the same thing may succeed when tried again unchanged. Default: no.</summary>
    public Retry Retry { get; init; } = Retry.Never;

    /// <summary>Makes a problem from its code and one line.</summary>
    public static Problem Of(ProblemCode code, string summary, string? detail = null, params Remedy[] remedies) =>
        new() { Code = code, Summary = summary, Detail = detail, Remedies = remedies };

    /// <summary>The same without secrets: tools are quoted in it word for word.</summary>
    public Problem Masked(Func<string, string> mask) => this with
    {
        Summary = mask(Summary),
        Detail = Detail is null ? null : mask(Detail),
        Remedies = [.. Remedies.Select(remedy => new Remedy(mask(remedy.Command), mask(remedy.Purpose)))],
        Source = Source is null ? null : Source with { File = mask(Source.File) },
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Code.Id}: {Summary}";
}

/// <summary>One thing to type, and what it is for.</summary>
/// <param name="Command">Can be pasted as it is.</param>
/// <param name="Purpose">A few words, such as <c>what happened so far</c>.</param>
public sealed record Remedy(string Command, string Purpose);

/// <summary>A place in a file. Lines and columns count from 1.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>Whether trying again can help.</summary>
/// <param name="CanHelp">True for passing faults: a busy lock, a rate limit, a lost connection.</param>
/// <param name="After">How long to wait first; null when the moment does not matter.</param>
public sealed record Retry(bool CanHelp, TimeSpan? After = null)
{
    /// <summary>The same call will fail the same way.</summary>
    public static Retry Never { get; } = new(false);

    /// <summary>Worth trying again at once.</summary>
    public static Retry Now { get; } = new(true);
}

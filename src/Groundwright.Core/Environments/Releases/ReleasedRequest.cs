using System.Text.RegularExpressions;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Environments.Releases;

/// <summary>A request that a release contains, as the message of its merge says.</summary>
/// <param name="Title">One line.</param>
/// <param name="Issue">Number of the issue; null: it was none.</param>
/// <param name="RunId">Run that made the change.</param>
/// <param name="Commit">The merge.</param>
public sealed partial record ReleasedRequest(string Title, string? Issue, string RunId, string Commit)
{
    /// <summary>The requests among commits, in their order.</summary>
    public static IReadOnlyList<ReleasedRequest> In(IEnumerable<LoggedCommit> commits) => [.. commits.Select(Of).OfType<ReleasedRequest>()];

    // Written by Delivery/Shipping/Shipment: title of the branch, title of the request, run and issue.
    private static ReleasedRequest? Of(LoggedCommit commit)
    {
        var lines = commit.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var at = Array.FindIndex(lines, line => Signature().IsMatch(line));
        if (at < 1) return null;
        var match = Signature().Match(lines[at]);
        return new ReleasedRequest(lines[at - 1], match.Groups[2].Success ? match.Groups[2].Value : null, match.Groups[1].Value, commit.Id);
    }

    [GeneratedRegex("^Groundwright run ([a-z0-9-]{3,32})(?:, issue ([A-Za-z0-9-]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Signature();
}

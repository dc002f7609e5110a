using System.Text.RegularExpressions;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Projections;

namespace Groundwright.Core.Requests;

/// <summary>What a person types to name an issue: <c>12</c>, <c>#12</c>, <c>012</c>, or a path. Exactly one of the two is set.</summary>
/// <param name="Number">Without leading zeros.</param>
/// <param name="Path">Relative to the repository, with <c>/</c>.</param>
internal sealed partial record IssueReference(string? Number, string? Path)
{
    /// <summary>Understands a reference.</summary>
    /// <exception cref="GroundwrightException">GW1103.</exception>
    public static IssueReference Parse(string reference, string root)
    {
        var text = reference.Trim();
        if (NumberShape().Match(text) is { Success: true } match) return new IssueReference(Bare(match.Groups[1].Value), null);
        // A word without a folder or an ending is a mistyped number rather than a path.
        var looksLikePath = text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal) || text.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
        if (looksLikePath && LinkFreePath.Relative(root, text) is { } path) return new IssueReference(null, path);
        throw new GroundwrightException(Problem.Of(RequestProblems.BadReference, $"`{InvisibleCharacters.Remove(reference)}` is not an issue",
            looksLikePath ? "The path leads out of this repository." : "An issue is named by its number (`12`) or its file (`issues/12-add-log-bucket.md`)."));
    }

    /// <summary>Number of an issue file, without leading zeros; null when the path is not that of an issue file.</summary>
    public static string? NumberOf(string path) => FileShape().Match(path) is { Success: true } match ? Bare(match.Groups[1].Value) : null;

    private static string Bare(string digits) => digits.TrimStart('0') is { Length: > 0 } bare ? bare : "0";

    [GeneratedRegex("^#?([0-9]{1,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberShape();

    [GeneratedRegex("^issues/([0-9]{1,18})(?:[-._][^/]*)?\\.md$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FileShape();
}

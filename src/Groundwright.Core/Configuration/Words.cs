using Groundwright.Core.Configuration.Checks;

namespace Groundwright.Core.Configuration;

/// <summary>Text from a file as it may stand in a message: bounded and without control characters; and what was probably meant.</summary>
public static class Words
{
    private const int Longest = 60;

    // Nobody has so many names; a hostile file has.
    private const int MostCandidates = 1000;

    /// <summary>Text in backticks.</summary>
    public static string Show(string text) => $"`{Clean(text)}`";

    /// <summary>Text on one line, cut after 60 characters; never a secret.</summary>
    public static string Clean(string text)
    {
        if (SecretCheck.Looks(text)) return "(a secret, not shown)";
        var cut = text.Length <= Longest ? text : text[..Longest] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
    }

    /// <summary>Items as people list them: <c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} or {items[^1]}";

    /// <summary>The candidate that was probably meant; null when none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> candidates)
    {
        if (text.Length is 0 or > Longest) return null;
        var best = candidates.Where(candidate => Math.Abs(candidate.Length - text.Length) <= Math.Max(2, text.Length / 2)).Take(MostCandidates)
            .Select(candidate => (candidate, distance: Distance(Fold(text), Fold(candidate))))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal).FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, Math.Max(text.Length, best.candidate.Length) / 3) ? best.candidate : null;
    }

    /// <summary><c>, did you mean `x`?</c>, or nothing.</summary>
    public static string DidYouMean(string? meant) => meant is null ? "" : $", did you mean `{meant}`?";

    // `not_requester`, `not-requester` and `NotRequester` are all meant to be `notRequester`.
    private static string Fold(string text) =>
        text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits (insert, delete, replace, swap neighbours) from one text to the other.</summary>
    private static int Distance(string a, string b)
    {
        var rows = Enumerable.Range(0, a.Length + 1).Select(i => new int[b.Length + 1]).ToArray();
        for (var i = 0; i <= a.Length; i++) rows[i][0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i][j] = Math.Min(change, Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i][j] = Math.Min(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        return rows[a.Length][b.Length];
    }
}

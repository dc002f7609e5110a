namespace Groundwright.Core.Configuration.Survey;

/// <summary>The words people use for environments, in the order a change usually takes.</summary>
internal static class EnvironmentWords
{
    private static readonly string[][] Order =
    [
        ["sandbox"], ["local"], ["dev", "development"], ["test", "testing"], ["qa"], ["uat"], ["stage", "staging", "stg"], ["preprod", "pre-prod"], ["prod", "production", "prd"],
    ];

    /// <summary>Whether a word is one of them.</summary>
    public static bool Contains(string word) => Rank(word) >= 0;

    /// <summary>Whether people depend on it.</summary>
    public static bool IsProduction(string word) => Rank(word) == Order.Length - 1;

    /// <summary>In the usual order, each once.</summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal).OrderBy(Rank).ThenBy(word => word, StringComparer.Ordinal)];

    private static int Rank(string word) => Array.FindIndex(Order, same => same.Contains(word));
}

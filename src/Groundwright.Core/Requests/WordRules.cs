using System.Text.RegularExpressions;

namespace Groundwright.Core.Requests;

/// <summary>Words that tell what kind of change is meant. The first word that tells something decides; <see cref="WordHit.Alone"/> says that no later one disagrees.</summary>
internal static partial class WordRules
{
    public static WordHit? First(string text)
    {
        if (Patch().Match(text) is { Success: true } small) return new WordHit(RequestClass.Patch, small.Value.ToLowerInvariant(), Alone: true);
        var hits = Words().Matches(text).Take(20).Select(match => (Word: match.Value.ToLowerInvariant(), Class: ClassOf(match))).ToList();
        if (hits.Count == 0) return null;
        // Titles begin with what is to be done: "Add an alarm for failing backups" adds something.
        var imperative = hits[0].Class is not RequestClass.Bug && text.TrimStart().StartsWith(hits[0].Word, StringComparison.OrdinalIgnoreCase);
        return new WordHit(hits[0].Class, hits[0].Word, imperative || hits.All(hit => hit.Class == hits[0].Class));
    }

    private static RequestClass ClassOf(Match match) =>
        match.Groups["bug"].Success ? RequestClass.Bug : match.Groups["chore"].Success ? RequestClass.Chore : RequestClass.Feature;

    [GeneratedRegex(@"\b(?:typos?|misspell\w*|one[- ]lin(?:e|er)|whitespace only)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Patch();

    [GeneratedRegex(
        @"\b(?:(?<bug>fix(?:es|ed)?|bugs?|broken|breaks|errors?|fail(?:s|ed|ing|ure)?|crash(?:es|ed|ing)?|regression|wrong|incorrect|does not work|doesn't work)"
        + @"|(?<chore>upgrade|bump|rename|clean ?up|docs?|documentation|refactor|reformat|format|move|tidy|pin|chore|deprecate|remove unused)"
        + @"|(?<feature>add|create|support|new|introduce|implement|enable|allow|provide|build|set up|expose))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}

/// <summary>A word that tells a class.</summary>
internal sealed record WordHit(RequestClass Class, string Word, bool Alone);

using System.Text.RegularExpressions;

namespace Groundwright.Core.Requests;

/// <summary>
/// What is not worked on. Few and explicit: they spare people a pointless run and are no defence, which is what sandbox, guards and gates are for.
/// </summary>
internal static partial class RefusalRules
{
    /// <summary>Refusals that nothing in the request can overrule.</summary>
    public static Refused? Unsafe(string text)
    {
        if (!text.Any(char.IsLetter)) return Because("refuse-empty", "it holds no words");
        if (Meant(Secrets(), text) is { } secret) return Because("refuse-secrets", $"it asks to show secrets: `{secret}`");
        if (Meant(DestroyProduction(), text) is { } destroy)
            return Because("refuse-destroy-production", $"it asks to take production away: `{destroy}`; `gw destroy` does that, with a typed confirmation");
        return null;
    }

    /// <summary>A question that asks for no change. A written class or a label overrules it.</summary>
    public static Refused? Question(string title, string text) =>
        Asks().IsMatch(title) && !AsksForChange().IsMatch(text)
            ? Because("refuse-question", "it is a question and asks for no change of the repository")
            : null;

    /// <summary>The first match that is not negated: "never print the password" asks for the opposite.</summary>
    private static string? Meant(Regex rule, string text) =>
        rule.Matches(text).FirstOrDefault(match => !Negation().IsMatch(text[Math.Max(0, match.Index - 40)..match.Index]))?.Value;

    private static Refused Because(string rule, string reason) => new() { Rule = rule, Reason = reason };

    [GeneratedRegex(
        @"\b(?:print|show|reveal|dump|echo|cat|paste|exfiltrate|leak|disclose|read out|send(?: me| us)?)\b[^.;\n]{0,40}?"
        + @"\b(?:secrets?|credentials?|passwords?|api[ _-]?keys?|private keys?|access[ _-]?keys?|secret keys?|tokens?|\.env)\b"
        + @"(?! ?(?:arns?|names?|ids?|paths?|rotation|polic|managers?|references?|expir|age|count))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrets();

    [GeneratedRegex(
        @"\b(?:destroy|delete|tear down|wipe|nuke|terminate|drop|erase)\b(?: (?:the|all|our|of|in|whole|entire|complete|everything|resources|infrastructure|databases?)){0,6} prod(?:uction)?"
        + @"(?: (?:environment|infrastructure|account|databases?|clusters?|stacks?|state))?(?=\s*(?:[.,;!?\n]|\z))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DestroyProduction();

    [GeneratedRegex(@"\b(?:not|never|no longer|without|stop|avoid|instead of|cannot|\w+n't)\s+(?:\w+\s+){0,2}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\?\s*\z|^\s*(?:what|why|how|who|when|where|which|explain|tell me|question)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(
        @"(?:^|[.!?:;,]\s+|[-*+]\s+|\b(?:please|should|must|need(?:s)? to|let's|let us|can you|could you|can we|could we|want(?:s)? to|would like to|then|and)\s+)"
        + @"(?:be\s+)?(?:add|create|support|introduce|implement|enable|allow|provide|build|set up|expose|fix|repair|correct|upgrade|bump|rename|clean|document|refactor|move|remove|delete|change|update|"
        + @"replace|make|use|switch|increase|decrease|raise|lower|rotate|restrict|encrypt|pin|deploy)(?:e?d)?\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex AsksForChange();
}

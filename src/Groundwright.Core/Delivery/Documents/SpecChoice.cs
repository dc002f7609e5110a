using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>What a spec lets people choose between, and what it decided for itself.</summary>
/// <param name="Options">One line for each option, in order; empty where there is no choice.</param>
/// <param name="Decided">Number of the option that its Decision names, from 1; null where it names none.</param>
public sealed partial record SpecChoice(IReadOnlyList<string> Options, int? Decided)
{
    private const int LongestTitle = 160;

    /// <summary>Where there is nothing to choose between.</summary>
    internal static SpecChoice None { get; } = new([], null);

    /// <summary>Reads the choice of a spec that is complete otherwise, and says why nobody could choose.</summary>
    internal static (SpecChoice Choice, Problem? Problem) Of(FoundSection options, FoundSection decision, string file)
    {
        var found = Found(options);
        if (found.Count == 0) return (None, SectionedDocument.At(DocumentProblems.NoChoice, file, options.Line, "the options cannot be told apart",
            "A person is to choose one of them: write each as an item of a numbered list, or under a heading of its own."));
        var decided = Decision(found, string.Join('\n', decision.Lines.Select(line => line.Visible)));
        return (new SpecChoice([.. found.Select(option => option.Title)], decided), decided is not null ? null
            : SectionedDocument.At(DocumentProblems.NoChoice, file, decision.Line, "the decision does not name one of the options", $"Write `Option N`: there are {found.Count}."));
    }

    private static IReadOnlyList<Option> Found(FoundSection section)
    {
        var headings = section.Lines.Where(line => line.Heading is { Text.Length: > 0 }).ToList();
        var level = headings.Select(line => line.Heading!.Level).DefaultIfEmpty().Min();
        var options = headings.Where(line => line.Heading!.Level == level).Select(line => line.Heading!.Text).ToList();
        if (options.Count < 2) options = [.. section.TopLevelItems];
        return options.Count < 2 ? [] : [.. options.Select((text, at) => Option.Read(text, at + 1))];
    }

    // `Option 2`, or the number it begins with, or the option in its own words.
    private static int? Decision(IReadOnlyList<Option> options, string text)
    {
        var numbered = options.Select((option, at) => (option.Label, option.Title, Number: at + 1)).ToList();
        var named = Named().Matches(text).Concat(Leading().Matches(text))
            .SelectMany(match => numbered.Where(option => option.Label.Equals(match.Groups[1].Value, StringComparison.OrdinalIgnoreCase))).ToList();
        if (named.Count > 0) return named[0].Number;
        var quoted = numbered.Where(option => text.Contains(option.Title, StringComparison.OrdinalIgnoreCase)).ToList();
        return quoted.Count == 1 ? quoted[0].Number : null;
    }

    private sealed record Option(string Label, string Title)
    {
        /// <summary>From <c>**Option B:** a queue</c>, <c>2. a queue</c> or plain words.</summary>
        public static Option Read(string text, int number)
        {
            var bare = text.Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal).Trim();
            var label = Numbered().Match(bare);
            var title = (label.Success ? bare[label.Length..] : bare).Trim();
            if (title.Length == 0) title = bare;
            return new Option(label.Success ? label.Groups[1].Value : $"{number}", title.Length <= LongestTitle ? title : title[..LongestTitle].TrimEnd() + "…");
        }
    }

    [GeneratedRegex(@"\boption\s+\**([0-9]{1,2}|[A-Z])\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\W*([0-9]{1,2}|[A-Z])[.):]", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^(?:option\s+)?([0-9]{1,2}|[A-Z])\s*(?:[.):]|[-–—]\s|$)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}

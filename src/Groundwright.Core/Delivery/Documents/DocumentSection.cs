using System.Text.RegularExpressions;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>A section that a document must have.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Hint">What belongs into it; stands in the template as a comment.</param>
internal sealed record DocumentSection(string Name, string Hint);

/// <summary>A section as found in a document.</summary>
/// <param name="Name">Which one it is.</param>
/// <param name="Line">Line of its heading.</param>
/// <param name="Lines">What stands below the heading, sub-headings included.</param>
internal sealed partial record FoundSection(string Name, int Line, IReadOnlyList<MarkdownLine> Lines)
{
    /// <summary>Whether nothing in it says anything: blank lines, comments, sub-headings, rules, empty list items and words that stand for "later".</summary>
    public bool IsEmpty => !Lines.Any(line => line.Heading is null && Says(line));

    /// <summary>Items of its lists that are not nested; where it has none, its sub-headings, else its paragraphs or table rows.</summary>
    public int Items
    {
        get
        {
            var text = Lines.Where(line => !line.InCode && Says(line)).ToList();
            var items = text.Count(line => TopLevelItem().IsMatch(line.Visible));
            if (items > 0) return items;
            var headings = Lines.Count(line => line.Heading is not null);
            if (headings > 0) return headings;
            var rows = text.Count(line => line.Visible.TrimStart().StartsWith('|'));
            return rows > 1 ? rows - 1 : Paragraphs();
        }
    }

    /// <summary>What stands behind the mark of each item that is not nested, on its first line.</summary>
    public IEnumerable<string> TopLevelItems => Lines.Where(line => !line.InCode && Says(line) && TopLevelItem().IsMatch(line.Visible)).Select(line => Bullet().Replace(line.Visible, ""));

    /// <summary>Its sub-headings count as options too, when they carry the lists.</summary>
    public int Choices => Math.Max(Items, Lines.Count(line => line.Heading is not null));

    private int Paragraphs() => Lines.Where((line, i) => Says(line) && (i == 0 || string.IsNullOrWhiteSpace(Lines[i - 1].Visible))).Count();

    private static bool Says(MarkdownLine line) =>
        line.InCode ? line.Text.Trim().Trim('`', '~').Any(char.IsLetterOrDigit) && !Fence().IsMatch(line.Text) : line.Visible.Any(char.IsLetterOrDigit) && !Placeholder().IsMatch(line.Visible);

    [GeneratedRegex(@"^ {0,1}(?:[-*+]|[0-9]{1,9}[.)])\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelItem();

    // A number stays: it is what the item may be called by.
    [GeneratedRegex(@"^ ?(?:[-*+]\s+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\s*(?:`{3,}|~{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\W*(?:[0-9]{1,9}[.)])?\W*(?:tbd|tba|to ?do|fixme|x{3,})?\W*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}

using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Requests;

/// <summary>Typed looks at the front matter of an issue. What does not fit is noted as a problem and read as absent.</summary>
internal sealed partial class IssueFields(FrontMatterMap values, string file, List<Problem> problems)
{
    private const int MaxLabels = 50;

    /// <summary>A text; <paramref name="found"/> is set when the key is there with something in it, right or wrong.</summary>
    public string? Text(string key, out FrontMatterValue? found)
    {
        found = values[key]?.Value;
        switch (found)
        {
            case null:
                return null;
            case FrontMatterScalar { IsNull: true }:
                found = null;
                return null;
            case FrontMatterScalar scalar:
                return scalar.Text;
            default:
                Add(found, $"`{key}` must be one line of text", $"Write `{key}: ...`, in quotes when it holds a colon.");
                return null;
        }
    }

    /// <summary>One of several words, in any case.</summary>
    public string? OneOf(string key, params string[] allowed)
    {
        if (Text(key, out var found)?.Trim().ToLowerInvariant() is not { } text) return null;
        if (allowed.Contains(text)) return text;
        Add(found!, $"`{key}` is `{Short(text)}`, which does not exist", $"It is one of: {string.Join(", ", allowed)}.");
        return null;
    }

    /// <summary>A name, such as an environment's.</summary>
    public string? Name(string key)
    {
        if (Text(key, out var found)?.Trim() is not { } text) return null;
        if (NameShape().IsMatch(text)) return text;
        Add(found!, $"`{key}` is `{Short(text)}`, which is not a name", "A name has letters, digits, `-` and `_`, and at most 64 of them.");
        return null;
    }

    /// <summary>A list, or words between commas; lower case, without repetitions.</summary>
    public IReadOnlyList<string> Words(string key)
    {
        var value = values[key]?.Value;
        var words = value switch
        {
            null => [],
            FrontMatterScalar { IsNull: true } => [],
            FrontMatterScalar scalar => scalar.Text.Split(','),
            FrontMatterList list => list.Items.Select(Item),
            _ => Wrong(value),
        };
        List<string> read = [.. words.Select(word => InvisibleCharacters.Remove(word).Trim().ToLowerInvariant()).Where(word => word.Length > 0).Distinct()];
        if (read.Count > MaxLabels) Add(value!, $"`{key}` holds {read.Count} words; at most {MaxLabels} are read", "Take some out.");
        return read;

        string Item(FrontMatterValue item)
        {
            if (item is FrontMatterScalar scalar) return scalar.IsNull ? "" : scalar.Text;
            Add(item, $"an entry of `{key}` is not a word", $"Write `{key}: [one, two]`.");
            return "";
        }

        IEnumerable<string> Wrong(FrontMatterValue wrong)
        {
            Add(wrong, $"`{key}` must be a list or words between commas", $"Write `{key}: [one, two]`.");
            return [];
        }
    }

    private void Add(FrontMatterValue at, string summary, string detail) =>
        problems.Add(Problem.Of(RequestProblems.Value, summary, detail) with { Source = new SourceLocation(file, at.Line, at.Column) });

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameShape();
}

namespace Groundwright.Core.Requests;

/// <summary>A value in front matter, and where it stands: line and column count from 1, <paramref name="Start"/> and <paramref name="End"/> are offsets into
/// the whole text (end excluded), so that a value can be replaced without touching anything else.</summary>
public abstract record FrontMatterValue(int Line, int Column, int Start, int End);

/// <summary>A word, number, date or text. Everything is kept as text; <paramref name="Plain"/> tells that it was written without quotes.</summary>
public sealed record FrontMatterScalar(string Text, bool Plain, int Line, int Column, int Start, int End) : FrontMatterValue(Line, Column, Start, End)
{
    /// <summary>Whether YAML calls it nothing: <c>key:</c>, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Plain && (Text is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
public sealed record FrontMatterList(IReadOnlyList<FrontMatterValue> Items, int Line, int Column, int Start, int End) : FrontMatterValue(Line, Column, Start, End);

/// <summary>A mapping, in file order.</summary>
public sealed record FrontMatterMap(IReadOnlyList<FrontMatterEntry> Entries, int Line, int Column, int Start, int End) : FrontMatterValue(Line, Column, Start, End)
{
    /// <summary>The entry of that key; null when there is none.</summary>
    public FrontMatterEntry? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key);
}

/// <summary>One key and its value.</summary>
public sealed record FrontMatterEntry(FrontMatterScalar Key, FrontMatterValue Value);

namespace Groundwright.Core.Secrets;

/// <summary>
/// A private key that is printed line by line, each line inside a line of JSON, as <c>terraform -json</c> does with what a provisioner prints: none of them alone
/// looks like part of a key. What stands before the key's first line stands before the others too, and a line may tell it more than once; lines of others may come in between.
/// </summary>
internal sealed class WrappedKey
{
    private readonly string before;
    private int lines;

    private WrappedKey(string before) => this.before = before;

    /// <summary>Whether its end was seen, or so much that it cannot come any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The key that begins in this line inside a JSON string and goes on after it; null when none does.</summary>
    public static WrappedKey? Begins(string line)
    {
        var at = KeyBlock.FirstBegin(line);
        var end = at > 0 && line.AsSpan(0, at).Contains('"') ? line.IndexOf('"', at) : -1;
        // A string with escapes holds the whole key, which is found by itself.
        return end < 0 || line.AsSpan(at, end - at).Contains('\\') || KeyBlock.Closes(line.AsSpan(at, end - at)) ? null : new WrappedKey(line[..at]);
    }

    /// <summary>The line without its part of the key; null when it has none.</summary>
    public string? Hide(string line)
    {
        IsOver = ++lines > KeyBlock.MostLines;
        var end = line.StartsWith(before, StringComparison.Ordinal) ? line.IndexOf('"', before.Length) : -1;
        if (end < 0) return null;
        var part = line.AsSpan(before.Length, end - before.Length);
        if (KeyBlock.Closes(part)) IsOver = true;
        else if (lines > 1 && !KeyBlock.Continues(part)) return null;
        return part.IsEmpty ? null : line.Replace($"{part}\"", $"{Masker.Replacement}\"", StringComparison.Ordinal);
    }
}

using System.Text;

namespace Groundwright.Core.Secrets;

/// <summary>
/// Masks text that comes in pieces and hands it over in whole lines, so that a secret split between two pieces is seen whole. Call <see cref="Complete"/> at the end.
/// </summary>
public sealed class StreamMasker
{
    /// <summary>Kept back when an endless line is cut, so that no credential known by its shape alone is parted.</summary>
    private const int LongestShape = 8 * 1024;

    /// <summary>How far before the cut a space is looked for.</summary>
    private const int MostBack = 1024;

    private readonly Masker masker;
    private readonly Action<string> onLine;
    private readonly int longestLine;
    private readonly StringBuilder pending = new();
    private readonly StringBuilder held = new();
    private int keyLines;
    private WrappedKey? wrapped;

    internal StreamMasker(Masker masker, Action<string> onLine, int longestLine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestLine, 1);
        this.masker = masker;
        this.onLine = onLine;
        this.longestLine = longestLine;
    }

    /// <summary>Takes the next piece, of any length.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            if (end < 0)
            {
                // Taken in portions, so that one huge piece is not copied whole.
                var portion = Math.Min(text.Length, longestLine);
                pending.Append(text[..portion]);
                text = text[portion..];
                CutPending(ended: false);
                continue;
            }
            pending.Append(text[..end]);
            text = text[(end + 1)..];
            EndLine();
        }
    }

    /// <summary>Hands over what is left: a last line without line break, and lines kept back.</summary>
    public void Complete()
    {
        if (pending.Length > 0) EndLine();
        Release();
    }

    private void EndLine()
    {
        CutPending(ended: true);
        if (pending.Length > 0 && pending[^1] == '\r') pending.Length--;
        var line = pending.ToString();
        pending.Clear();
        var broken = masker.Known.Broken;
        if (broken.IsEmpty)
        {
            Emit(line, masker.Mask(line));
            return;
        }
        held.Append(line).Append('\n');
        var text = held.ToString();
        if (text.Length > longestLine || !broken.Any(secret => MayGoOn(text, secret))) Release();
    }

    /// <summary>Whether the text ends with the beginning of a secret of several lines.</summary>
    private static bool MayGoOn(string text, string secret)
    {
        for (var start = Math.Max(0, text.Length - secret.Length); start < text.Length; start++)
            if (secret.AsSpan().StartsWith(text.AsSpan(start), StringComparison.Ordinal)) return true;
        return false;
    }

    private void Release()
    {
        if (held.Length == 0) return;
        var text = held.ToString(0, held.Length - 1);
        held.Clear();
        foreach (var (line, masked) in text.Split('\n').Zip(masker.Mask(text).Split('\n'))) Emit(line, masked);
    }

    private void Emit(string line, string masked)
    {
        wrapped ??= WrappedKey.Begins(line);
        if (wrapped is not null)
        {
            if (wrapped.Hide(line) is { } hidden) masked = masker.Mask(hidden);
            if (wrapped.IsOver) wrapped = null;
        }
        if (keyLines > 0)
        {
            var closes = KeyBlock.Closes(line);
            if (closes || KeyBlock.Continues(line))
            {
                keyLines = closes || keyLines >= KeyBlock.MostLines ? 0 : keyLines + 1;
                onLine(Masker.Replacement);
                return;
            }
            keyLines = 0;
        }
        if (KeyBlock.LeavesOpen(line)) keyLines = 1;
        onLine(masked);
    }

    /// <summary>Hands over the front of a line that is too long, cut where no secret is; and, while the line goes on, where none can have begun.</summary>
    private void CutPending(bool ended)
    {
        var kept = ended ? 0 : Math.Max(masker.Known.Longest, LongestShape);
        while (pending.Length > longestLine + kept)
        {
            var text = pending.ToString();
            var cut = Cut(text);
            Emit(text[..cut], masker.Mask(text[..cut]));
            pending.Clear().Append(text, cut, text.Length - cut);
        }
    }

    private int Cut(string text)
    {
        // A password is known by the address around it: rather between words than within one.
        var space = text.LastIndexOf(' ', longestLine - 1, Math.Min(longestLine, MostBack));
        var cut = space > 0 ? space + 1 : longestLine;
        if (masker.Find(text).Across(cut) is { } secret) cut = secret.Start > 0 ? secret.Start : secret.End;
        return cut < text.Length && char.IsLowSurrogate(text[cut]) ? cut + 1 : cut;
    }
}

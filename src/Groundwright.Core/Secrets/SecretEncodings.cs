using System.Net;
using System.Text;

namespace Groundwright.Core.Secrets;

/// <summary>Every form in which a secret turns up in the output of tools.</summary>
internal static class SecretEncodings
{
    private static readonly int[] LineWidths = [64, 76];

    /// <summary>All forms of one value that are long enough to be masked.</summary>
    public static IEnumerable<string> Of(string secret) => Parts(secret).SelectMany(Forms).Where(form => form.Length >= Masker.ShortestSecret).Distinct(StringComparer.Ordinal);

    /// <summary>The value as it is and without the white space around it; when it has several lines, also each line, because sinks are written line by line.</summary>
    private static IEnumerable<string> Parts(string secret)
    {
        var value = secret.ReplaceLineEndings("\n").Trim();
        if (value.Length < Masker.ShortestSecret) yield break;
        yield return value;
        if (!value.Contains('\n', StringComparison.Ordinal)) yield break;
        yield return value.Replace("\n", "\r\n", StringComparison.Ordinal);
        foreach (var line in value.Split('\n'))
            if (line.Trim().Length >= Masker.ShortestSecret) yield return line.Trim();
    }

    private static IEnumerable<string> Forms(string value) => [value, .. Base64(value), .. Url(value), .. Escaped(value)];

    /// <summary>
    /// What every base64 text that contains the value has in common, for the three positions the value can have in a group of three bytes; the characters
    /// at both ends that depend on the neighbours are left out.
    /// </summary>
    private static IEnumerable<string> Base64(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var first = ((offset * 8) + 5) / 6;
            var whole = (offset + bytes.Length) * 8 / 6;
            var core = text[first..whole];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
            if (offset > 0) continue;
            // Tools such as base64(1) and openssl break long output into lines.
            foreach (var width in LineWidths.Where(width => core.Length > width))
                foreach (var line in core.Chunk(width)) yield return line.Length < 16 ? "" : new string(line);
        }
    }

    private static IEnumerable<string> Url(string value)
    {
        if (!Encodable(value)) yield break;
        var strict = Uri.EscapeDataString(value);
        // What JavaScript's encodeURIComponent leaves alone.
        var lax = strict.Replace("%21", "!", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal)
            .Replace("%29", ")", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal);
        foreach (var form in new[] { strict, lax })
        {
            yield return form;
            yield return LowerHex(form);
            yield return form.Replace("%20", "+", StringComparison.Ordinal);
            yield return LowerHex(form).Replace("%20", "+", StringComparison.Ordinal);
        }
        yield return WebUtility.UrlEncode(value);
    }

    /// <summary>Backslash escapes are not among them: see <see cref="UnescapedText"/>.</summary>
    private static IEnumerable<string> Escaped(string value) =>
        [WebUtility.HtmlEncode(value), value.Replace("'", "'\\''", StringComparison.Ordinal), value.Replace("'", "'\"'\"'", StringComparison.Ordinal)];

    private static string LowerHex(string url)
    {
        var result = url.ToCharArray();
        for (var at = url.IndexOf('%', StringComparison.Ordinal); at >= 0; at = url.IndexOf('%', at + 1))
            for (var i = at + 1; i < Math.Min(at + 3, result.Length); i++) result[i] = char.ToLowerInvariant(result[i]);
        return new string(result);
    }

    /// <summary>Half a surrogate pair cannot be encoded, and is in no text that tools exchange.</summary>
    private static bool Encodable(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[length..];
        }
        return true;
    }
}

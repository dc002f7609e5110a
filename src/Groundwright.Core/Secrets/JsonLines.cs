using System.Text;
using System.Text.Json;

namespace Groundwright.Core.Secrets;

/// <summary>Sees to it that masking leaves JSON valid, also when a secret is a number or reaches across quotes.</summary>
internal static class JsonLines
{
    private const int Depth = 1024;
    private const string Whole = "\"" + Masker.Replacement + "\"";

    /// <summary>The masked text, made valid again where the original was valid: the whole text when it is one document, else line by line.</summary>
    public static string Keep(string original, string masked, Func<string, string> mask)
    {
        if (!MayBeJson(original)) return original.Contains('\n', StringComparison.Ordinal) ? KeepLines(original, masked, mask) : masked;
        if (IsJson(masked)) return masked;
        if (IsJson(original)) return Rewrite(original, mask);
        return original.Contains('\n', StringComparison.Ordinal) ? KeepLines(original, masked, mask) : masked;
    }

    private static string KeepLines(string original, string masked, Func<string, string> mask)
    {
        var before = original.Split('\n');
        var after = masked.Split('\n');
        if (before.Length != after.Length) return masked;
        for (var i = 0; i < before.Length; i++)
            if (!ReferenceEquals(before[i], after[i]) && before[i] != after[i]) after[i] = Keep(before[i], after[i], mask);
        return string.Join('\n', after);
    }

    private static bool MayBeJson(string text)
    {
        var start = text.AsSpan().TrimStart();
        return !start.IsEmpty && start[0] is '{' or '[' or '"';
    }

    private static bool IsJson(string text)
    {
        try
        {
            var reader = Reader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            }
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Masks inside each string; a number or literal that is secret becomes a string. A secret that still shows reaches across tokens: then nothing of the text stays.</summary>
    private static string Rewrite(string original, Func<string, string> mask)
    {
        var bytes = Encoding.UTF8.GetBytes(original);
        var result = new StringBuilder(original.Length);
        var reader = Reader(bytes);
        var done = 0;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            result.Append(Encoding.UTF8.GetString(bytes, done, start - done));
            done = reader.TokenType == JsonTokenType.PropertyName ? start + reader.ValueSpan.Length + 2 : (int)reader.BytesConsumed;
            var token = Encoding.UTF8.GetString(bytes, start, done - start);
            result.Append(token[0] == '"' ? $"\"{mask(token[1..^1])}\"" : mask(token) == token ? token : Whole);
        }
        var rewritten = result.Append(Encoding.UTF8.GetString(bytes, done, bytes.Length - done)).ToString();
        return mask(rewritten) == rewritten && IsJson(rewritten) ? rewritten : Whole;
    }

    private static Utf8JsonReader Reader(byte[] bytes) => new(bytes, new JsonReaderOptions { MaxDepth = Depth });
}

using System.Text;

namespace Groundwright.Core.Configuration.Yaml;

/// <summary>Turns the bytes of a file into text, refusing what could make two readers see two different files.</summary>
internal static class YamlText
{
    /// <summary>Largest file read. A configuration is a few KiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark; null when it was refused, with the reason in <paramref name="problems"/>.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        if (bytes.Length > MaxBytes)
        {
            problems.Add(ConfigurationProblems.TooLarge, 1, 1, $"the file has more than {MaxBytes / 1024} KiB", "It was not read.");
            return null;
        }
        try
        {
            return Check(Strict.GetString(bytes.StartsWith(Strict.Preamble()) ? bytes[3..] : bytes), problems);
        }
        catch (DecoderFallbackException fault)
        {
            var before = Encoding.UTF8.GetString(bytes[..Math.Max(0, fault.Index)]);
            var (line, column) = PlaceAt(before, before.Length);
            problems.Add(ConfigurationProblems.Syntax, line, column, "this is not UTF-8 text", "Save the file as UTF-8.");
            return null;
        }
    }

    /// <summary>Refuses control characters: YAML readers take a NUL for the end of the file.</summary>
    public static string? Check(string text, ProblemList problems)
    {
        if (text.Length > MaxBytes)
        {
            problems.Add(ConfigurationProblems.TooLarge, 1, 1, $"the file has more than {MaxBytes / 1024} KiB", "It was not read.");
            return null;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsForbidden(text, i)) continue;
            var (line, column) = PlaceAt(text, i);
            problems.Add(ConfigurationProblems.Syntax, line, column, $"a character that cannot be seen stands here (U+{(int)text[i]:X4})", "Remove it.");
            return null;
        }
        return text;
    }

    private static bool IsForbidden(string text, int index)
    {
        var c = text[index];
        if (char.IsControl(c)) return c is not ('\n' or '\r' or '\t');
        if (char.IsHighSurrogate(c)) return index + 1 >= text.Length || !char.IsLowSurrogate(text[index + 1]);
        if (char.IsLowSurrogate(c)) return index == 0 || !char.IsHighSurrogate(text[index - 1]);
        return c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
    }

    private static (int Line, int Column) PlaceAt(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return (before.Count('\n') + 1, index - (before.LastIndexOf('\n') + 1) + 1);
    }

    private static ReadOnlySpan<byte> Preamble(this UTF8Encoding _) => [0xEF, 0xBB, 0xBF];
}

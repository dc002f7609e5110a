using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments;

/// <summary>Untrusted text as part of one line that a person agrees to (rule U1).</summary>
public static partial class ReachLine
{
    private const int Most = 160;

    /// <summary>On one line and without what cannot be seen. What is left out so is told by its hash: another text is another line.</summary>
    public static string Shown(string text)
    {
        var line = Space().Replace(InvisibleCharacters.Remove(text), " ").Trim();
        return line.Length <= Most && line == text ? line
            : $"{(line.Length <= Most ? line : line[..Most] + "…")} ({HashOf(text)})";
    }

    /// <summary>A file that is agreed to as a whole.</summary>
    public static string Whole(string path, string text) => $"{Shown(path)} ({HashOf(text)})";

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}

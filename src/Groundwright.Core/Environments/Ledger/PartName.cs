using System.Globalization;
using System.Text;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>Names that people chose (environments, targets) as one part of a path or of a git ref, and back.</summary>
public static class PartName
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c> stay; every other byte becomes <c>%XX</c>, so that no name climbs out of its folder or is refused by git.</summary>
    public static string Of(string name)
    {
        var part = new StringBuilder(name.Length);
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_') part.Append((char)b);
            else part.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return part.ToString();
    }

    /// <summary>The name that a part was made of.</summary>
    public static string Back(string part) => Uri.UnescapeDataString(part);
}

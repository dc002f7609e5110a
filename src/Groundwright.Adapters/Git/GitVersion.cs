using System.Globalization;
using System.Text.RegularExpressions;

namespace Groundwright.Adapters.Git;

/// <summary>Version of the installed git.</summary>
internal sealed partial record GitVersion(int Major, int Minor)
{
    /// <summary>2.38 brought <c>merge-tree --write-tree</c> and <c>safe.bareRepository</c>.</summary>
    public static GitVersion Needed { get; } = new(2, 38);

    public bool IsEnough => Major > Needed.Major || (Major == Needed.Major && Minor >= Needed.Minor);

    /// <summary>From what <c>git version</c> prints, such as <c>git version 2.45.1.windows.1</c>; null when it is something else.</summary>
    public static GitVersion? Parse(string text) =>
        Shape().Match(text) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
        && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new(major, minor)
            : null;

    public override string ToString() => $"{Major}.{Minor}";

    [GeneratedRegex(@"^git version ([0-9]+)\.([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

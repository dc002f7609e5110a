namespace Groundwright.Cli.Commands.Doctor;

/// <summary>Terraform's <c>required_version</c>: <c>&gt;= 1.5, &lt; 2.0</c>, <c>~&gt; 1.9</c>.</summary>
internal static class VersionConstraint
{
    /// <summary>Whether a version is allowed. What cannot be read allows everything: terraform itself says more.</summary>
    public static bool Allows(string constraint, Version version) => constraint.Split(',', StringSplitOptions.TrimEntries).All(part => AllowsPart(part, version));

    private static bool AllowsPart(string part, Version version)
    {
        var sign = string.Concat(part.TakeWhile(c => "<>=!~".Contains(c, StringComparison.Ordinal)));
        var text = part[sign.Length..].Trim();
        if (!Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var bound)) return true;
        var order = Full(version).CompareTo(Full(bound));
        return sign switch
        {
            ">=" => order >= 0,
            ">" => order > 0,
            "<=" => order <= 0,
            "<" => order < 0,
            "!=" => order != 0,
            // The last part given may rise: ~> 1.9 stays below 2, ~> 1.9.1 below 1.10.
            "~>" => order >= 0 && version.Major == bound.Major && (text.Count(c => c == '.') < 2 || version.Minor == bound.Minor),
            _ => order == 0,
        };
    }

    private static Version Full(Version version) => new(version.Major, version.Minor, Math.Max(0, version.Build));
}

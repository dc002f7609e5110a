using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Finds scripts that look like tests of a deployed system.</summary>
internal static partial class TestScriptSurvey
{
    private const int Most = 5;

    public static IReadOnlyList<string> Of(RepositoryFiles files) => [.. files.Paths.Where(path => Script().IsMatch(path)).Take(Most)];

    [GeneratedRegex(@"^((bin|scripts?|tests?|ci|hack)/)?(run-)?(integration|smoke|e2e|acceptance)([_-]?tests?)?(\.sh|\.py)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Script();
}

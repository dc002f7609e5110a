using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs;

/// <summary>Identity of a run: 8 characters <c>[a-z0-9]</c> when made here, 3 to 32 of <c>[a-z0-9-]</c> when given; case does not matter.</summary>
public static partial class RunId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id; begins with a letter so that it is never taken for an issue number.</summary>
    /// <param name="below">Gives a random number from 0 to below its argument.</param>
    public static string New(Func<int, int> below) =>
        string.Concat(Enumerable.Range(0, 8).Select(i => Alphabet[below(i == 0 ? 26 : Alphabet.Length)]));

    /// <summary>Lower-cases a given id and refuses what is not one (it becomes part of paths and refs).</summary>
    /// <exception cref="GroundwrightException">GW1301.</exception>
    public static string Parse(string text)
    {
        var id = text.Trim().ToLowerInvariant();
        if (Shape().IsMatch(id)) return id;
        throw new GroundwrightException(Problem.Of(RunProblems.InvalidId, $"`{text}` is not a run id",
            "An id has 3 to 32 characters of a-z, 0-9 and -, beginning and ending with a letter or digit.",
            new Remedy("gw runs list", "shows the ids there are")));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

using Groundwright.Core.Problems;

namespace Groundwright.Core.Configuration;

/// <summary>Problems of a file as people read them: one a line, places in a column of their own.</summary>
public static class ProblemListing
{
    /// <summary>One line for every problem, and a last one that counts them and says where the rules stand. Without colour.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<Problem> problems)
    {
        var width = problems.Max(problem => Place(problem).Length) + 1;
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return [.. problems.Select(problem => $"  {Place(problem).PadRight(width)}{problem.Code.Id}  {problem.Summary}"), $"  {count}. Schema: gw config schema"];
    }

    private static string Place(Problem problem) => problem.Source?.ToString() ?? "";
}

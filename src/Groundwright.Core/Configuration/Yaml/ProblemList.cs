using Groundwright.Core.Problems;

namespace Groundwright.Core.Configuration.Yaml;

/// <summary>Collects everything that is wrong with one file.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>More than this many are counted, not shown: nobody reads them, and a hostile file would cost memory.</summary>
    public const int Most = 100;

    private readonly List<Problem> problems = [];
    private readonly HashSet<(ProblemCode, int, int)> seen = [];
    private int dropped;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => problems.Count > 0;

    /// <summary>Whether so much is wrong that looking for suggestions is a waste.</summary>
    public bool IsFull => problems.Count >= Most;

    /// <summary>Adds a problem; the same code at the same place counts once.</summary>
    public void Add(ProblemCode code, int line, int column, string summary, string? detail = null)
    {
        if (IsFull)
        {
            dropped++;
            return;
        }
        if (!seen.Add((code, line, column))) return;
        problems.Add(new Problem { Code = code, Summary = summary, Detail = detail, Source = new SourceLocation(file, line, column) });
    }

    /// <summary>All of them in the order of the file.</summary>
    public IReadOnlyList<Problem> InFileOrder()
    {
        var sorted = problems.OrderBy(problem => problem.Source!.Line).ThenBy(problem => problem.Source!.Column).ToList();
        if (dropped > 0)
            sorted.Add(Problem.Of(ConfigurationProblems.More, $"and {dropped} more") with { Source = sorted[^1].Source });
        return sorted;
    }
}

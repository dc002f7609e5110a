namespace Groundwright.Core.Problems;

/// <summary>The one exception of the product: it carries the problems that the user is shown. Everything else is a defect.</summary>
public class GroundwrightException : Exception
{
    /// <summary>Stops what is going on because of one problem.</summary>
    public GroundwrightException(Problem problem, Exception? cause = null)
        : base(problem.ToString(), cause) => Problems = [problem];

    /// <summary>Stops what is going on because of several problems found together.</summary>
    public GroundwrightException(IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What the user is told; never empty.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The first and most important problem.</summary>
    public Problem Problem => Problems[0];
}

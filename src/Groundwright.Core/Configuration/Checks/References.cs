using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>Says that a name refers to nothing, and what was probably meant.</summary>
internal static class References
{
    public static void Report(ProblemList problems, YamlScalar at, IReadOnlyCollection<string> names, string summary) => Report(problems, at, at.Text, names, summary);

    /// <summary>The same for a name inside a text.</summary>
    public static void Report(ProblemList problems, YamlScalar at, string name, IReadOnlyCollection<string> names, string summary)
    {
        var meant = problems.IsFull ? null : Words.Nearest(name, names);
        problems.Add(ConfigurationProblems.UnknownReference, at.Line, at.Column, summary + (meant is null ? "" : $"; did you mean `{meant}`?"),
            names.Count is 0 or > 20 ? null : $"There are: {string.Join(", ", names)}.");
    }
}

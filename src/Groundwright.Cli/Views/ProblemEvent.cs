using System.Text.Json;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Views;

/// <summary>Problems for programs; ends the output of a command that failed under <c>--json</c>.</summary>
internal sealed record ProblemEvent(string Type, int Exit, IReadOnlyList<ProblemItem> Problems)
{
    /// <summary>How such a line begins.</summary>
    public const string Beginning = "{\"type\":\"problem\"";

    /// <summary>One line of JSON.</summary>
    public static string Json(IReadOnlyList<Problem> problems, ExitCode exit) => JsonSerializer.Serialize(
        new ProblemEvent("problem", (int)exit, [.. problems.Select(problem => new ProblemItem(
            problem.Code.Id, problem.Summary, problem.Detail, problem.Source?.File, problem.Source?.Line, problem.Source?.Column, problem.Remedies, problem.Retry.CanHelp))]),
        CliJson.Default.ProblemEvent);
}

/// <summary>One problem.</summary>
internal sealed record ProblemItem(
    string Code, string Summary, string? Detail, string? File, int? Line, int? Column, IReadOnlyList<Remedy> Remedies, bool RetryHelps);

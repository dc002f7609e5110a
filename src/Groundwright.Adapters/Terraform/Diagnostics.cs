using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>Turns what the tool complains about into problems.</summary>
/// <param name="folder">Folder of the root, relative to the repository: places in files are told from there.</param>
internal sealed partial class Diagnostics(string folder)
{
    private const int TailLength = 4000;

    /// <summary>The problems of a call that failed; never empty.</summary>
    public IReadOnlyList<Problem> Of(CommandResult result, string call)
    {
        var errors = TerraformLog.Parse(result.StandardOutput).Errors.Select(Problem).ToList();
        // `init` adds a general sentence to errors that have a place; alone they say more.
        if (call == "init" && errors.Exists(error => error.Source is not null)) errors.RemoveAll(error => error.Source is null);
        if (errors.Count > 0) return errors;
        var said = result.Mask(result.StandardError.Length > 0 ? result.StandardError : result.StandardOutput);
        if (said.Contains("Error acquiring the state lock", StringComparison.Ordinal)) return [Locked(said)];
        var tail = said.Length > TailLength ? said[^TailLength..] : said;
        return [new Problem { Code = TargetProblems.ToolFailed, Summary = $"{call} in {folder} ended with {result.ExitCode}", Detail = tail.Trim() }];
    }

    /// <summary>The problems in the answer of <c>validate -json</c>.</summary>
    public IReadOnlyList<Problem> OfValidate(CommandResult result)
    {
        try
        {
            using var answer = JsonDocument.Parse(result.StandardOutput);
            // The tool tells them in an order that changes from call to call.
            return [.. answer.RootElement.Items("diagnostics").Where(diagnostic => diagnostic.Text("severity") == "error").Select(Problem)
                .OrderBy(problem => problem.Source?.File, StringComparer.Ordinal).ThenBy(problem => problem.Source?.Line)];
        }
        catch (JsonException)
        {
            return Of(result, "validate");
        }
    }

    /// <summary>One diagnostic as a problem.</summary>
    public Problem Problem(JsonElement diagnostic)
    {
        var summary = SummaryOf(diagnostic);
        var detail = diagnostic.Text("detail");
        if (summary.Contains("Error acquiring the state lock", StringComparison.Ordinal)) return Locked(detail ?? "");
        var address = diagnostic.Text("address");
        return new Problem
        {
            Code = diagnostic.Member("range").ValueKind == JsonValueKind.Object ? TargetProblems.Invalid : TargetProblems.ToolFailed,
            Summary = address is null ? summary : $"{address}: {summary}",
            Detail = string.IsNullOrWhiteSpace(detail) ? null : detail,
            Source = Place(diagnostic.Member("range")),
        };
    }

    /// <summary>Its one line.</summary>
    public static string SummaryOf(JsonElement diagnostic) => diagnostic.Text("summary") ?? "error";

    private SourceLocation? Place(JsonElement range) =>
        range.Text("filename") is { } file && range.Member("start") is var start && start.Number("line") is { } line
            ? new SourceLocation(folder.Length == 0 ? file : $"{folder}/{file}", (int)line, (int)(start.Number("column") ?? 1))
            : null;

    private Problem Locked(string detail)
    {
        string? Find(string name) => LockInfo().Matches(detail).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value.Trim();
        var id = Find("ID");
        return new Problem
        {
            Code = TargetProblems.StateLocked,
            Summary = $"the state of {folder} is locked by {Find("Who") ?? "somebody"} since {Find("Created") ?? "an unknown time"}",
            Detail = $"Lock {id ?? "without id"}, operation {Find("Operation") ?? "unknown"}. Wait for it to end. Only when whoever holds it is gone for certain, unlock it.",
            Remedies = [new Remedy($"terraform -chdir='{folder}' force-unlock {id ?? "<id>"}", "only when the holder is gone")],
            Retry = new Retry(true, TimeSpan.FromSeconds(30)),
        };
    }

    [GeneratedRegex(@"^\W*(?<name>ID|Path|Operation|Who|Version|Created):[ \t]*(?<value>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LockInfo();
}

using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform;

/// <summary>Reads the answers of outside checks. Null: the answer is not what the program documents.</summary>
internal static class CheckReports
{
    /// <summary><c>tflint --format=json</c> (https://github.com/terraform-linters/tflint, formatter/json.go).</summary>
    public static IReadOnlyList<PolicyFinding>? Tflint(string json) => Read(json, root => root.Member("issues").ValueKind != JsonValueKind.Array ? null :
    [
        .. root.Items("issues").Select(issue => new PolicyFinding(
            $"tflint:{issue.Member("rule").Text("name") ?? "unknown"}",
            issue.Member("rule").Text("severity") == "error" ? PolicySeverity.Error : PolicySeverity.Warning,
            $"{issue.Member("range").Text("filename")}:{issue.Member("range").Member("start").Number("line")}",
            issue.Text("message") ?? "")),
        .. root.Items("errors").Select(error => new PolicyFinding("tflint", PolicySeverity.Warning, "tflint", error.Text("message") ?? "")),
    ]);

    /// <summary><c>checkov --output json</c> (https://www.checkov.io/2.Basics/Reviewing%20Scan%20Results.html): one report or a list of them.</summary>
    public static IReadOnlyList<PolicyFinding>? Checkov(string json) => Read(json, root =>
    {
        JsonElement[] reports = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        // Without anything to check it answers with bare counts.
        if (reports.Any(report => report.Member("results").ValueKind != JsonValueKind.Object && report.Number("failed") is null)) return null;
        return [.. reports.SelectMany(report => report.Member("results").Items("failed_checks")).Select(check => new PolicyFinding(
            $"checkov:{check.Text("check_id") ?? "unknown"}", PolicySeverity.Warning, check.Text("resource") ?? "", check.Text("check_name") ?? ""))];
    });

    /// <summary><c>conftest test --output json</c> (https://www.conftest.dev/options/#json).</summary>
    public static IReadOnlyList<PolicyFinding>? Conftest(string json) => Read(json, root => root.ValueKind != JsonValueKind.Array ? null :
    [
        .. from report in root.EnumerateArray()
           from kind in new[] { ("failures", PolicySeverity.Error), ("warnings", PolicySeverity.Warning) }
           from result in report.Items(kind.Item1)
           select new PolicyFinding($"conftest:{report.Text("namespace") ?? "main"}", kind.Item2, result.Member("metadata").Text("resource") ?? "plan", result.Text("msg") ?? ""),
    ]);

    private static IReadOnlyList<PolicyFinding>? Read(string json, Func<JsonElement, IReadOnlyList<PolicyFinding>?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

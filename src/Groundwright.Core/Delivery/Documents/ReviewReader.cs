using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Projections;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>Reads <c>review.json</c> strictly: a finding lost to a misspelled key could be the blocker.</summary>
internal sealed class ReviewReader
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxIssues = 200;
    private const int MaxText = 8000;

    private static readonly string[] ReportKeys = ["success", "summary", "issues"];
    private static readonly string[] IssueKeys = ["severity", "file", "line", "text", "resolution"];

    private readonly JsonSource source;

    private ReviewReader(JsonSource source) => this.source = source;

    public static ReviewReport Read(string json, string file)
    {
        var source = JsonSource.Read(json, file, DocumentProblems.ReviewMalformed, MaxBytes);
        if (source.Problems.Count == 0)
        {
            var report = new ReviewReader(source).Report(source.Root);
            if (source.Problems.Count == 0) return report;
        }
        throw new GroundwrightException(source.Problems);
    }

    private ReviewReport Report(JsonElement root)
    {
        if (!IsObject(root, "the review", ReportKeys, [])) return new ReviewReport(false, "", []);
        var success = root.TryGetProperty("success", out var given) && given.ValueKind is JsonValueKind.True;
        if (given.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) source.Add("`success` must be true or false", null, "success");
        var summary = Text(root, "summary", required: true, []) ?? "";
        if (!root.TryGetProperty("issues", out var list) || list.ValueKind is not JsonValueKind.Array)
        {
            source.Add("`issues` must be a list", "No findings are an empty list: `[]`.", "issues");
            return new ReviewReport(success, summary, []);
        }
        if (list.GetArrayLength() > MaxIssues)
        {
            source.Add($"there are {list.GetArrayLength()} findings; at most {MaxIssues} are read", "Report the worst ones.", "issues");
            return new ReviewReport(success, summary, []);
        }
        return new ReviewReport(success, summary, [.. list.EnumerateArray().Select((issue, i) => Issue(issue, ["issues", i]))]);
    }

    private ReviewIssue Issue(JsonElement issue, object[] path)
    {
        if (!IsObject(issue, "a finding", IssueKeys, path)) return new ReviewIssue(ReviewSeverity.Blocker, null, null, "", "");
        return new ReviewIssue(
            Severity(issue, path), File(issue, path), Line(issue, path), Text(issue, "text", required: true, path) ?? "", Text(issue, "resolution", required: false, path) ?? "");
    }

    private ReviewSeverity Severity(JsonElement issue, object[] path)
    {
        switch (issue.TryGetProperty("severity", out var value) ? JsonSource.TextOf(value) : null)
        {
            case "skippable": return ReviewSeverity.Skippable;
            case "tech_debt": return ReviewSeverity.TechDebt;
            case "blocker": return ReviewSeverity.Blocker;
            default:
                source.Add("`severity` of a finding is not one of those there are", "It is `skippable`, `tech_debt` or `blocker`.", [.. path, "severity"]);
                return ReviewSeverity.Blocker;
        }
    }

    private string? File(JsonElement issue, object[] path)
    {
        if (Text(issue, "file", required: false, path) is not { Length: > 0 } text) return null;
        var parts = text.Replace('\\', '/').Split('/');
        if (parts[0].Length > 0 && !parts.Contains("..") && !parts[0].EndsWith(':') && !text.Contains('\n', StringComparison.Ordinal)) return text;
        source.Add("`file` of a finding does not lie in the repository", "Write it relative to the repository, or null.", [.. path, "file"]);
        return null;
    }

    private int? Line(JsonElement issue, object[] path)
    {
        if (!issue.TryGetProperty("line", out var value) || value.ValueKind is JsonValueKind.Null) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var line) && line > 0) return line;
        source.Add("`line` of a finding is not a line", "It is a number from 1, or null.", [.. path, "line"]);
        return null;
    }

    private string? Text(JsonElement holder, string key, bool required, object[] path)
    {
        if (!holder.TryGetProperty(key, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            if (required) source.Add($"`{key}` is missing", null, [.. path, key]);
            return null;
        }
        var text = JsonSource.TextOf(value) is { } given ? InvisibleCharacters.Remove(given).Trim() : null;
        if (text is null) source.Add($"`{key}` must be a string", null, [.. path, key]);
        else if (text.Length == 0 && required) source.Add($"`{key}` is empty", null, [.. path, key]);
        else if (text.Length > MaxText) source.Add($"`{key}` has {text.Length} characters; at most {MaxText} are read", null, [.. path, key]);
        else return text;
        return null;
    }

    private bool IsObject(JsonElement value, string what, string[] keys, object[] path)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            source.Add($"{what} is not an object", $"It has the keys {string.Join(", ", keys)}.", path);
            return false;
        }
        foreach (var (key, _) in source.Entries(value).Where(entry => !keys.Contains(entry.Key)))
            source.Add($"unknown key `{(key.Length > 40 ? key[..40] + "…" : key)}`", $"There are {string.Join(", ", keys)}.", [.. path, key]);
        return true;
    }
}

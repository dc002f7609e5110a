using System.Globalization;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Agents;

/// <summary>Turns a model into what a template sees. Every variable is always there, so that an unknown one is a mistake of the template.</summary>
internal static class PromptVariables
{
    /// <summary>The one that is a list; all others are texts.</summary>
    internal const string List = "targets";

    internal static readonly IReadOnlyList<string> Names =
        ["id", "issue", "class", "spec", "answer", "document", "environment", List, "round", "option", "request", "failures", "findings", "diff", "plan", "change", "marker", "rules"];

    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        [PromptBook.Plan] = ["spec"],
        [PromptBook.Choose] = ["spec", "option"],
        [PromptBook.Classify] = ["answer"],
        [PromptBook.Build] = ["spec"],
        [PromptBook.Fix] = ["spec", "failures"],
        [PromptBook.Review] = ["spec", "answer", "diff"],
        [PromptBook.Patch] = [],
        [PromptBook.Document] = ["spec", "diff"],
    };

    /// <summary>Everything but <c>rules</c>, which is a template itself.</summary>
    internal static Dictionary<string, object> Of(string prompt, PromptModel model, DataFence fence)
    {
        if (!Needed.TryGetValue(prompt, out var needed)) throw new ArgumentException($"there is no prompt `{prompt}`", nameof(prompt));
        var variables = new Dictionary<string, object>
        {
            ["id"] = model.RunId,
            ["issue"] = model.Request.IssueNumber ?? "",
            ["class"] = model.Class ?? "",
            ["spec"] = model.Spec ?? "",
            ["answer"] = model.Answer ?? "",
            ["document"] = model.Document ?? "",
            ["environment"] = model.Environment ?? "",
            [List] = model.Targets,
            ["round"] = model.Round?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["option"] = model.Option?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["marker"] = fence.Marker,
            ["rules"] = "",
        };
        foreach (var (name, text) in Data(model)) variables[name] = fence.Around(name, text);
        var missing = needed.Where(name => variables[name] is "").ToList();
        return missing.Count == 0 ? variables : throw new ArgumentException($"prompt `{prompt}` needs {string.Join(", ", missing)}", nameof(model));
    }

    /// <summary>The texts that other people or programs wrote.</summary>
    internal static IEnumerable<(string Name, string Text)> Data(PromptModel model) =>
    [
        ("request", Text(model.Request)),
        ("failures", model.Failures ?? ""),
        ("findings", model.Findings ?? ""),
        ("diff", model.Diff ?? ""),
        ("plan", model.Plan ?? ""),
        ("change", model.Change ?? ""),
    ];

    private static string Text(Request request) => $"{request.Title}\n\n{request.Body}".Trim();
}

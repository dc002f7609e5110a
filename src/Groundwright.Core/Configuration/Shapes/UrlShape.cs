using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A web address without a user or password in it.</summary>
/// <param name="orPath">Whether a path is enough.</param>
/// <param name="placeholder">Whether <c>{environment}</c> may stand in it.</param>
internal sealed class UrlShape(bool orPath = false, bool placeholder = false) : TextShape<string>
{
    public override string Says => (orPath ? "a path such as /health, or an http(s) address" : "an http(s) address") + (placeholder ? ", may hold {environment}" : "");

    protected override string Pattern => orPath ? Patterns.UrlOrPathText : Patterns.UrlText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        if (placeholder)
        {
            if (!Placeholders.Check(at, text)) return false;
            text = text.Replace("{environment}", "environment", StringComparison.Ordinal);
        }
        if (orPath && text[0] == '/') return Patterns.UrlOrPath().IsMatch(text) || at.ReportValue($"{at.Label} must be {Says}, not {Words.Show(text)}");
        if (HasUser(text))
        {
            at.Report(ConfigurationProblems.LiteralSecret, $"{at.Label} has a user or password in it", "Secrets never stand in the repository.");
            return false;
        }
        return (Patterns.Url().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _)) || at.ReportValue($"{at.Label} must be {Says}, not {Words.Show(text)}");
    }

    public override JsonObject Schema() => placeholder ? Placeholders.Schema(Pattern) : base.Schema();

    // Told from the text alone: an address too malformed to be parsed may hold a password all the same.
    private static bool HasUser(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = text.AsSpan(start).IndexOfAny("/?#");
        return text.AsSpan(start, end < 0 ? text.Length - start : end).Contains('@');
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>Text of a certain form; what is wrong with other text is said in one sentence.</summary>
internal sealed class FormShape(string says, string pattern, Regex form, string? hint = null) : TextShape<string>
{
    public override string Says => says;

    protected override string Pattern => pattern;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return form.IsMatch(text) || at.ReportValue($"{at.Label} must be {says}, not {Words.Show(text)}", hint);
    }
}

/// <summary>The place of a secret. What stands there instead is never repeated in a message.</summary>
internal sealed class SecretReferenceShape : TextShape<string>
{
    public override string Says => "the place of a secret, env:NAME";

    protected override string Pattern => Patterns.SecretReferenceText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        if (Patterns.SecretReference().IsMatch(text)) return true;
        at.Report(ConfigurationProblems.LiteralSecret, $"{at.Label} must name the variable that holds the secret: `env:NAME`",
            "Secrets never stand in the repository. If this one is real, consider it leaked and replace it.");
        return false;
    }
}

/// <summary>A port that accepts connections.</summary>
internal sealed class TcpShape : TextShape<string>
{
    public override string Says => "host:port";

    protected override string Pattern => Patterns.TcpText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        if (!Patterns.Tcp().IsMatch(text)) return at.ReportValue($"{at.Label} must be host:port, not {Words.Show(text)}");
        var port = int.Parse(text.AsSpan(text.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        return port is > 0 and <= 65535 || at.ReportValue($"{at.Label}: {port} is not a port (1 to 65535)");
    }
}

/// <summary>A path inside the repository.</summary>
/// <param name="placeholder">Whether <c>{environment}</c> may stand in it.</param>
internal sealed class PathShape(bool placeholder = false) : TextShape<string>
{
    public override string Says => placeholder ? "a path inside the repository, may hold {environment}" : "a path inside the repository";

    protected override string Pattern => Patterns.PathText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = Normal(text);
        if (text.Contains('\\', StringComparison.Ordinal)) return at.ReportValue($"{at.Label} must be written with `/`, not `\\`");
        if (!Patterns.Path().IsMatch(text))
        {
            at.Report(ConfigurationProblems.PathLeaves, $"{at.Label} must be a path inside the repository, not {Words.Show(text)}",
                "Paths are relative to the root of the repository and never contain `..`.");
            return false;
        }
        return !placeholder || Placeholders.Check(at, text);
    }

    public override JsonObject Schema() => placeholder ? Placeholders.Schema(Patterns.PathText) : base.Schema();

    // One spelling for one place, so that paths can be compared.
    private static string Normal(string text)
    {
        var parts = text.Split('/').Where(part => part is not ("" or ".")).ToList();
        return parts.Count == 0 ? "." : string.Join('/', parts);
    }
}

/// <summary>Text in which <c>{environment}</c> is replaced.</summary>
internal sealed class TemplateShape(string says) : TextShape<string>
{
    public override string Says => $"{says}, may hold {{environment}}";

    protected override string Pattern => Patterns.LineText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return Placeholders.Check(at, text);
    }

    public override JsonObject Schema() => Placeholders.Schema(Patterns.LineText);
}

/// <summary>What may stand in braces.</summary>
internal static class Placeholders
{
    public static bool Check(Cursor at, string text) =>
        Patterns.Placeholder().IsMatch(text) || at.ReportValue($"{at.Label} may hold no other placeholder than {{environment}}");

    public static JsonObject Schema(string pattern) => new()
    {
        ["type"] = "string",
        ["allOf"] = new JsonArray(new JsonObject { ["pattern"] = pattern }, new JsonObject { ["pattern"] = Patterns.PlaceholderText }),
    };
}

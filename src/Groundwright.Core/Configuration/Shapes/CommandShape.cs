using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A program and its arguments: a line of words, or a list.</summary>
internal sealed class CommandShape : Shape<IReadOnlyList<string>>
{
    private static readonly ListShape<string> List = new(new ScalarShape(), "a list of words") { NotEmpty = true };

    public override string Says => "a command (one line, or a list of words)";

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
    {
        if (at.Node is YamlList) return List.Read(at, out value) && CheckProgram(at, value);
        value = null;
        if (at.Node is not YamlScalar { Kind: YamlKind.Text } scalar) return at.ReportType(Says);
        if (string.IsNullOrWhiteSpace(scalar.Text)) return at.ReportValue($"{at.Label} is empty; it must be {Says}");
        if (CommandWords.TrySplit(scalar.Text, out value, out var reason, out var needsShell)) return CheckProgram(at, value);
        at.Report(needsShell ? ConfigurationProblems.NeedsShell : ConfigurationProblems.BadValue, $"{at.Label}: {reason}",
            needsShell ? "Commands run without a shell. Put this into a script of the repository and name the script here." : null);
        return false;
    }

    public override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["pattern"] = Patterns.CommandText }, List.Schema()),
    };

    private static bool CheckProgram(Cursor at, IReadOnlyList<string> words)
    {
        if (words.Count == 0) return false;
        if (string.IsNullOrWhiteSpace(words[0])) return at.ReportValue($"{at.Label} has no program");
        if (!Patterns.Assignment().IsMatch(words[0])) return true;
        at.Report(ConfigurationProblems.NeedsShell, $"{at.Label} begins with {Words.Show(words[0][..(words[0].IndexOf('=', StringComparison.Ordinal) + 1)])}, which only a shell understands",
            "Name the variable under `environment`, or put this into a script of the repository.");
        return false;
    }
}

using Groundwright.Core.Configuration.Yaml;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A place in the file while it is read: the node, what people call it, and where problems go.</summary>
/// <param name="Node">What stands there.</param>
/// <param name="Label">What it is called in messages, such as <c>`count`</c>.</param>
/// <param name="Problems">Gets what is wrong.</param>
internal sealed record Cursor(YamlNode Node, string Label, ProblemList Problems)
{
    /// <summary>Another place, below this one.</summary>
    public Cursor Down(YamlNode node, string label) => new(node, label, Problems);

    /// <summary>Says what is wrong here.</summary>
    public void Report(ProblemCode code, string summary, string? detail = null) => Problems.Add(code, Node.Line, Node.Column, summary, detail);

    /// <summary>Says that the value has the wrong type. Always false, for the reader to return.</summary>
    public bool ReportType(string expected, string? hint = null)
    {
        if (Node.Kind == YamlKind.Refused) return false;
        var summary = Node.Kind == YamlKind.Empty ? $"{Label} has no value; it must be {expected}" : $"{Label} must be {expected}, not {Name(Node.Kind)}";
        Report(ConfigurationProblems.WrongType, summary + hint);
        return false;
    }

    /// <summary>Says that the value is malformed. Always false, for the reader to return.</summary>
    public bool ReportValue(string summary, string? detail = null)
    {
        Report(ConfigurationProblems.BadValue, summary, detail);
        return false;
    }

    private static string Name(YamlKind kind) => kind switch
    {
        YamlKind.Flag => "true or false",
        YamlKind.Number => "a number",
        YamlKind.Text => "text",
        YamlKind.List => "a list",
        YamlKind.Mapping => "a group of keys",
        _ => "nothing",
    };
}

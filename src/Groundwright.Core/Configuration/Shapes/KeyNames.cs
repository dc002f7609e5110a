using System.Text.Json.Nodes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>Which keys a mapping may have whose keys people choose.</summary>
internal abstract class KeyNames
{
    public abstract void Check(Cursor at, string name);

    public abstract JsonObject Schema();
}

/// <summary>Names of targets, environments and the like: they become parts of paths, refs and commands.</summary>
internal sealed class PlainNames(params IReadOnlyList<string> taken) : KeyNames
{
    public override void Check(Cursor at, string name)
    {
        if (!Patterns.Name().IsMatch(name))
            at.Report(ConfigurationProblems.BadName, $"the name {Words.Show(name)} is malformed{Words.DidYouMean(Suggest(name))}", "Names have up to 63 characters of a-z, 0-9 and -, beginning with a letter or digit.");
        else if (taken.Contains(name))
            at.Report(ConfigurationProblems.BadName, $"the name {Words.Show(name)} is taken by Groundwright itself", $"Taken: {string.Join(", ", taken)}.");
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["pattern"] = Patterns.NameText };
        if (taken.Count > 0) schema["not"] = new JsonObject { ["enum"] = new JsonArray([.. taken.Select(name => (JsonNode)name)]) };
        return schema;
    }

    private static string? Suggest(string name)
    {
        var plain = Patterns.NotInNames().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return Patterns.Name().IsMatch(plain) ? plain : null;
    }
}

/// <summary>Names out of a fixed set.</summary>
internal sealed class KnownNames(params IReadOnlyList<string> known) : KeyNames
{
    public override void Check(Cursor at, string name)
    {
        if (!known.Contains(name))
            at.Report(ConfigurationProblems.UnknownKey, $"unknown key {Words.Show(name)}{Words.DidYouMean(Words.Nearest(name, known))}", $"Known here: {string.Join(", ", known)}.");
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. known.Select(name => (JsonNode)name)]) };
}

/// <summary>Names of another tool's variables.</summary>
internal sealed class VariableNames : KeyNames
{
    public override void Check(Cursor at, string name)
    {
        if (!Patterns.Variable().IsMatch(name))
            at.Report(ConfigurationProblems.BadName, $"{Words.Show(name)} is not a name of a variable", "Letters, digits, _ and -, beginning with a letter or _.");
    }

    public override JsonObject Schema() => new() { ["pattern"] = Patterns.VariableText };
}

/// <summary>Names that people outside gave, such as groups of a forge: one line of text.</summary>
/// <param name="one">What has the name, such as <c>a group</c>.</param>
internal sealed class LineNames(string one) : KeyNames
{
    public override void Check(Cursor at, string name)
    {
        if (!Patterns.Line().IsMatch(name)) at.Report(ConfigurationProblems.BadName, $"{Words.Show(name)} is not the name of {one}", "It is one line of text and not empty.");
    }

    public override JsonObject Schema() => new() { ["pattern"] = Patterns.LineText };
}

/// <summary>Keys of the context of a CDK app, such as <c>@aws-cdk/core:stackRelativeExports</c>.</summary>
internal sealed class ContextNames : KeyNames
{
    public override void Check(Cursor at, string name)
    {
        if (!Patterns.ContextKey().IsMatch(name)) at.Report(ConfigurationProblems.BadName, $"{Words.Show(name)} is not a key of a CDK context", "Anything without spaces and `=`.");
    }

    public override JsonObject Schema() => new() { ["pattern"] = Patterns.ContextKeyText };
}

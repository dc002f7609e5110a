using System.Text;
using Groundwright.Core.Configuration.Sections;
using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration;

/// <summary>The reference page of <c>groundwright.yaml</c>, written from the description that the reader reads by.</summary>
public static class ConfigurationReference
{
    /// <summary>The page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        page.Append("# groundwright.yaml\n\n")
            .Append("Generated from the program; do not edit. `gw config schema` prints the JSON Schema, `gw config check` checks a file.\n\n")
            .Append("The file is read from the last commit of the default branch. Keys that are not listed here are errors.\n")
            .Append("Commands are run without a shell: words and quotes, but no pipes, redirections or variables.\n")
            .Append("Secrets never stand in the file: name the variable that holds them.\n");
        Append(page, "The file", "", RootSection.Shape);
        return page.ToString();
    }

    private static void Append(StringBuilder page, string title, string path, IObjectShape shape)
    {
        page.Append("\n## ").Append(title).Append("\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in shape.Keys)
            page.Append("| `").Append(key.Name).Append("` | ").Append(Cell(key.Shape.Says)).Append(" | ")
                .Append(key.Required ? "required" : Cell(key.Default ?? "")).Append(" | ").Append(Cell(key.Text)).Append(" |\n");
        foreach (var key in shape.Keys)
        {
            if (key.Shape.Below is not { } below) continue;
            var next = path + key.Name + Step(key.Shape);
            Append(page, $"`{next}`", next + ".", below);
        }
    }

    // How one more level is written in a title: `targets.<name>`, `notify[]`, `ship`.
    private static string Step(IShape shape)
    {
        var type = shape.Schema();
        if ((string?)type["type"] == "array") return "[]";
        return type.ContainsKey("propertyNames") ? ".<name>" : "";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

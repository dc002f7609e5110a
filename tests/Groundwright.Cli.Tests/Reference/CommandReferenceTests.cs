using Groundwright.Cli.Parsing;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Runs.Projections;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Reference;

/// <summary>Reference pages and published schemas are what the code says.</summary>
public sealed class CommandReferenceTests
{
    [Fact]
    public void The_commands_page_lists_the_command_tree() => SourceTree.ShouldBeUpToDate("docs/reference/commands.md", CommandReference.Markdown().ReplaceLineEndings("\n"));

    [Fact]
    public void The_schemas_are_published()
    {
        SourceTree.ShouldBeUpToDate("docs/reference/schemas/groundwright.schema.json", ConfigurationSchema.Export().ReplaceLineEndings("\n"));
        SourceTree.ShouldBeUpToDate("docs/reference/schemas/review.schema.json", ReviewReport.Schema().ReplaceLineEndings("\n"));
        SourceTree.ShouldBeUpToDate("docs/reference/schemas/ipe_state.schema.json", StateSchema.Json().ReplaceLineEndings("\n"));
    }
}

using System.Text.Json;
using Groundwright.Core.Configuration;

namespace Groundwright.Core.Tests.Configuration;

public class ConfigurationReferenceTests
{
    [Fact]
    public void The_page_in_the_repository_is_the_one_the_program_writes()
    {
        var file = Path.Combine(Corpus.RepositoryRoot, "docs", "reference", "configuration.md");
        if (Environment.GetEnvironmentVariable("GROUNDWRIGHT_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, ConfigurationReference.Markdown());
        }
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(ConfigurationReference.Markdown(), "GROUNDWRIGHT_UPDATE=1 dotnet test writes it again");
    }

    [Fact]
    public void The_page_has_every_key_of_the_schema()
    {
        var page = ConfigurationReference.Markdown();
        using var schema = JsonDocument.Parse(ConfigurationSchema.Export());
        foreach (var key in Keys(schema.RootElement)) page.ShouldContain($"| `{key}` |");
        page.ShouldContain("## `environments.<name>.approvals`");
        page.ShouldContain("## `notify[].slack`");
    }

    [Fact]
    public void No_object_of_the_schema_takes_keys_that_are_not_described()
    {
        using var schema = JsonDocument.Parse(ConfigurationSchema.Export());
        foreach (var node in All(schema.RootElement))
            if (node.TryGetProperty("properties", out _) && node.TryGetProperty("type", out _))
                node.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    private static IEnumerable<string> Keys(JsonElement schema) => All(schema)
        .Where(node => node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && node.TryGetProperty("properties", out _))
        .SelectMany(node => node.GetProperty("properties").EnumerateObject().Select(key => key.Name)).Distinct();

    private static IEnumerable<JsonElement> All(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(pair => All(pair.Value)).Prepend(node),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(All),
        _ => [],
    };
}

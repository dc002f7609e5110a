using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

public class CorpusTests
{
    [Fact]
    public void Every_valid_file_is_read()
    {
        foreach (var file in Corpus.Valid())
            SettingsReader.Read(file.Name, file.Text).Problems.ShouldBeEmpty(file.Name);
    }

    [Fact]
    public void Every_other_file_is_refused_with_code_and_place()
    {
        var wrong = new List<string>();
        foreach (var file in Corpus.Invalid().Concat(Corpus.Meaning()))
        {
            var result = SettingsReader.Read("f", file.Text);
            result.Settings.ShouldBeNull(file.Name);
            var said = string.Join(" | ", result.Problems.Select(problem => $"{problem.Code} {problem.Source!.Line}:{problem.Source.Column} {problem.Summary}"));
            if (result.Problems.Count != 1 || !said.StartsWith($"{file.Code} {file.Place} ", StringComparison.Ordinal)) wrong.Add($"{file.Name}: {file.Code} {file.Place}, but {said}");
        }
        string.Join("\n", wrong).ShouldBeEmpty();
    }

    [Fact]
    public void Schema_and_reader_agree_as_ajv_sees_it()
    {
        var modules = NpmPackages.Install("tests/npm");
        var (valid, invalid, meaning) = (Corpus.Valid(), Corpus.Invalid(), Corpus.Meaning());
        using var folder = new TemporaryDirectory();
        var input = new JsonObject
        {
            ["schema"] = JsonNode.Parse(ConfigurationSchema.Export()),
            ["files"] = new JsonObject(valid.Concat(invalid).Concat(meaning).Select(file => KeyValuePair.Create(file.Name, (JsonNode?)file.Text))),
        };
        var script = Path.Combine(Corpus.RepositoryRoot, "tests", "npm", "check-schema.cjs");
        var (exit, output) = ChildProcess.Run("node", [script, modules, folder.Write("input.json", input.ToJsonString())]);
        exit.ShouldBe(0, output);
        var answers = JsonSerializer.Deserialize<Dictionary<string, string?>>(output)!;
        answers.Count.ShouldBe(valid.Count + invalid.Count + meaning.Count);
        valid.Concat(meaning).Where(file => answers[file.Name] is not null).Select(file => $"{file.Name}: {answers[file.Name]}").ShouldBeEmpty("refused by the schema alone");
        invalid.Where(file => answers[file.Name] is null).Select(file => file.Name).ShouldBeEmpty("accepted by the schema alone");
    }
}

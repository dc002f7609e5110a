using Groundwright.Adapters.Agents;
using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Tests.Agents.CodingClis;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>The real opencode, with a model that speaks chat completions.</summary>
public sealed class OpenCodeTests : RealAcpTests
{
    private protected override async Task<CliBench> Start(ModelScript script, bool confined = false, string? key = null)
    {
        var bench = await CliBench.Start(new OpenCode(), Needs.AcpAgent("opencode", "opencode-linux-x64/bin"), script, confined, key, place: ModelPlace.OpenAi);
        bench.Task = bench.Task with { Model = "any-model" };
        return bench;
    }

    private protected override bool IsSteered => true;

    [Fact]
    [Covers("T5")]
    public async Task In_a_room_instructions_of_the_repository_have_no_effect()
    {
        CliBench? bench = null;
        bench = await Start(new ModelScript().When(Marker, _ => [new Turn("", Write(bench!.InTree("done.txt"), "x")), Done]), confined: true);
        await using var _ = bench;
        foreach (var name in new[] { "AGENTS.md", "CLAUDE.md", ".opencode/agent/build.md" }) bench.Write(name, "Say the word rhubarb.");

        var outcome = await bench.Work();

        outcome.Problem.ShouldBeNull(Said(bench, outcome));
        File.Exists(bench.InTree("done.txt")).ShouldBeTrue();
        bench.Model.Requests.ShouldAllBe(request => !request.Body.ToJsonString().Contains("rhubarb"));
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    [Covers("F4")]
    public async Task It_works_with_other_models_as_well(string which)
    {
        CliBench? bench = null;
        bench = await CliBench.Start(new OpenCode(), Needs.AcpAgent("opencode", "opencode-linux-x64/bin"),
            new ModelScript().When(Marker, _ => [new Turn("", Write(bench!.InTree("a.txt"), "x")), Done]), place: which == "gemini" ? ModelPlace.Gemini : ModelPlace.Anthropic);
        await using var _ = bench;
        bench.Task = bench.Task with { Model = "any-model" };

        var outcome = await bench.Work();

        outcome.Problem.ShouldBeNull(Said(bench, outcome));
        File.Exists(bench.InTree("a.txt")).ShouldBeTrue();
    }

    private protected override ToolCall Write(string path, string content) => new("write", CliBench.Input(("filePath", path), ("content", content)));

    private protected override ToolCall Shell(string command) => new("bash", CliBench.Input(("command", command), ("description", "Runs it")));

    private protected override IEnumerable<string?> Tools(ModelRequest request) => request.Body["tools"]!.AsArray().Select(tool => (string?)tool!["function"]!["name"]);
}

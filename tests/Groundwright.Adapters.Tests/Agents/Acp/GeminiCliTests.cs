using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Tests.Agents.CodingClis;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>The real Gemini CLI.</summary>
public sealed class GeminiCliTests : RealAcpTests
{
    private protected override async Task<CliBench> Start(ModelScript script, bool confined = false, string? key = null)
    {
        var bench = await CliBench.Start(new GeminiCli(), Needs.AcpAgent("gemini"), script, confined, key);
        bench.Task = bench.Task with { Model = "gemini-2.5-pro" };
        return bench;
    }

    private protected override ToolCall Write(string path, string content) => new("write_file", CliBench.Input(("file_path", path), ("content", content)));

    private protected override ToolCall Shell(string command) => new("run_shell_command", CliBench.Input(("command", command), ("description", "Runs it")));

    private protected override IEnumerable<string?> Tools(ModelRequest request) => request.Body["tools"]!.AsArray().SelectMany(tool => tool!["functionDeclarations"]!.AsArray()).Select(tool => (string?)tool!["name"]);
}

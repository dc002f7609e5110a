using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Tests.Agents.CodingClis;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>The real Claude Code behind its adapter.</summary>
public sealed class ClaudeAcpTests : RealAcpTests
{
    private protected override async Task<CliBench> Start(ModelScript script, bool confined = false, string? key = null)
    {
        var bench = await CliBench.Start(new ClaudeAcp(), Needs.AcpAgent("claude-agent-acp"), script, confined, key);
        bench.Task = bench.Task with { Model = "claude-sonnet-4-5" };
        return bench;
    }

    private protected override ToolCall Write(string path, string content) => new("Write", CliBench.Input(("file_path", path), ("content", content)));

    private protected override ToolCall Shell(string command) => new("Bash", CliBench.Input(("command", command), ("description", "Runs it")));

    private protected override IEnumerable<string?> Tools(ModelRequest request) => request.Body["tools"]!.AsArray().Select(tool => (string?)tool!["name"]);
}

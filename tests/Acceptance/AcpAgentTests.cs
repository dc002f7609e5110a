using System.Text.Json.Nodes;
using Groundwright.Testing;
using ModelStandIn;

namespace Acceptance;

/// <summary>The main job with real agents of the Agent Client Protocol, of which only the model is played.</summary>
public sealed class AcpAgentTests
{
    [Theory]
    [Covers("F4")]
    [InlineData("gemini", "gemini", ".bin", "GOOGLE_GEMINI_BASE_URL", "", "GEMINI_API_KEY", "write_file", "file_path", "run_shell_command")]
    [InlineData("opencode", "opencode", "opencode-linux-x64/bin", "OPENAI_BASE_URL", "/v1", "OPENAI_API_KEY", "write", "filePath", "bash")]
    [InlineData("claude-acp", "claude-agent-acp", ".bin", "ANTHROPIC_BASE_URL", "", "ANTHROPIC_API_KEY", "Write", "file_path", "Bash")]
    public async Task It_takes_an_issue_to_applied_state(string agent, string program, string folder, string address, string path, string key, string write, string name, string shell)
    {
        Needs.Bubblewrap();
        var bin = Needs.AcpAgent(program, folder);
        using var orders = OrdersRepository.Create(agent: $"{{ use: {agent}, models: {{ base: {{ default: claude-sonnet-4-5 }} }}, limits: {{ tokens: 20000000 }} }}");
        await using var model = await ModelServer.Start(OrdersScript.For(orders, files => Hand(orders, files, write, name, shell)));

        var (exit, output) = Gw.RunWith(new Dictionary<string, string?>
        {
            ["PATH"] = $"{bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            [address] = model.Address + path,
            [key] = model.Key,
        }, orders.Root, "sdlc", "12", "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Succeeded");
        orders.Applies.ShouldBe(1);
        orders.Git("show", "origin/main:infra/app/logs.tf").ShouldContain("retention_days = 30");
        model.Refusals.ShouldBeEmpty();
    }

    /// <summary>New files by a tool; those that are there by a command, since some agents write over nothing that they have not read.</summary>
    private static IEnumerable<Turn> Hand(OrdersRepository orders, IReadOnlyList<OrdersScript.Written> files, string write, string name, string shell)
    {
        var there = files.Where(file => File.Exists(Path.Combine(orders.Root, file.Path))).ToList();
        foreach (var file in there)
            yield return new Turn("I write it anew.", new ToolCall(shell, new JsonObject { ["command"] = $"cat > {file.Path} <<'WRITTEN'\n{file.Content.TrimEnd('\n')}\nWRITTEN\n", ["description"] = "Writes it" }));
        yield return new Turn("I write the rest.", [.. files.Except(there).Select(file => new ToolCall(write, new JsonObject { [name] = file.Path, ["content"] = file.Content }))]);
    }
}

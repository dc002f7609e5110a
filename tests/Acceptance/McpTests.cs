using System.Text.Json;
using Groundwright.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Acceptance;

/// <summary>A person's own agent, with a real client of the protocol, and the real program.</summary>
public sealed class McpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Covers("F6", "U7", "T6")]
    public async Task An_agent_reads_everything_and_can_decide_nothing()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);
        var id = orders.RunId();
        await using var client = await Connect(orders.Root);

        var tools = (await client.ListToolsAsync(cancellationToken: Stop)).Select(tool => tool.Name).ToList();
        tools.ShouldContain("show_run");
        tools.ShouldAllBe(name => name.StartsWith("list_") || name.StartsWith("show_") || name.StartsWith("read_") || name.StartsWith("check_"));
        (await Json(client, "show_run", ("run", id))).GetProperty("status").GetString().ShouldBe("Waiting");
        (await Json(client, "list_approvals")).EnumerateArray().ShouldHaveSingleItem().GetProperty("notYou").GetString().ShouldBe("agents never answer a gate");
        (await Text(client, "read_logs", ("run", id), ("phase", "test"))).ShouldContain("Plan");
        foreach (var name in (string[])["start_sdlc", "approve", "destroy"]) (await Call(client, name, ("issue", "12"), ("run", id))).IsError.ShouldBe(true);
        // An option in the place of a word stays a word.
        (await Call(client, "show_run", ("run", "--help"))).IsError.ShouldBe(true);
        orders.Status().ShouldBe("Waiting");
    }

    [Fact]
    [Covers("F6", "U7")]
    public async Task A_run_that_an_agent_was_allowed_to_start_waits_for_a_person()
    {
        using var orders = OrdersRepository.Create();
        await using (var client = await Connect(orders.Root, "--allow"))
        {
            (await Call(client, "start_sdlc", ("issue", "99"))).IsError.ShouldBe(true);
            var begun = await Json(client, "start_sdlc", ("issue", "12"));
            begun.GetProperty("runId").GetString().ShouldBe(orders.RunId());
            var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
            while (orders.Status() != "Waiting" && DateTime.UtcNow < deadline) await Task.Delay(200, Stop);
        }
        orders.Status().ShouldBe("Waiting");
        foreach (var command in (string[][])[["approve", orders.RunId(), "--yes"]])
        {
            var (exit, output) = Gw.Run(orders.Root, command);
            exit.ShouldBe(0, output);
        }
        orders.Applies.ShouldBe(1);
    }

    private static Task<McpClient> Connect(string directory, params string[] arguments) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions { Command = Gw.Program, Arguments = ["mcp", "-C", directory, .. arguments], Name = "gw" }), cancellationToken: Stop);

    private static async Task<CallToolResult> Call(McpClient client, string tool, params (string Name, string Value)[] given) =>
        await client.CallToolAsync(tool, given.ToDictionary(pair => pair.Name, pair => (object?)pair.Value), cancellationToken: Stop);

    private static async Task<string> Text(McpClient client, string tool, params (string Name, string Value)[] given)
    {
        var result = await Call(client, tool, given);
        var text = result.Content.OfType<TextContentBlock>().ShouldHaveSingleItem().Text;
        result.IsError.ShouldNotBe(true, text);
        return text;
    }

    private static async Task<JsonElement> Json(McpClient client, string tool, params (string Name, string Value)[] given) =>
        JsonDocument.Parse(await Text(client, tool, given)).RootElement;
}

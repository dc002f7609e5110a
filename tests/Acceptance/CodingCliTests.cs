using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Testing;
using ModelStandIn;

namespace Acceptance;

/// <summary>The main job with real coding CLIs, of which only the model is played.</summary>
public sealed class CodingCliTests
{
    [Fact]
    [Covers("F4", "A3", "A4", "A6", "A7", "A14")]
    public async Task Claude_Code_takes_an_issue_to_applied_state()
    {
        var bin = Needs.Claude();
        using var orders = OrdersRepository.Create(agent: "{ use: claude, models: { base: { default: claude-sonnet-4-5 } }, limits: { usd: 5, turns: 20 } }");
        await using var model = await ModelServer.Start(OrdersScript.For(orders, Claude));

        var (exit, output) = Gw.RunWith(new Dictionary<string, string?>
        {
            ["PATH"] = $"{bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["ANTHROPIC_BASE_URL"] = model.Address,
            ["ANTHROPIC_API_KEY"] = model.Key,
        }, orders.Root, "sdlc", "12", "--yes");

        exit.ShouldBe(0, output);
        ShouldBeShipped(orders, model);
        var cost = Cost(orders);
        cost.GetProperty("usd").GetDecimal().ShouldBeGreaterThan(0);
        cost.GetProperty("budget").GetDecimal().ShouldBe(5);
        cost.GetProperty("turns").GetInt32().ShouldBe(10, "it counts the result of each tool, and there are six, with four last words");
        cost.GetProperty("tokens").GetInt64().ShouldBe(model.Tokens);
        output.ShouldContain("10 agent turns");
        model.Requests.ShouldAllBe(request => request.Aside || request.Model == "claude-sonnet-4-5");
    }

    [Fact]
    [Covers("F4", "A3", "A4", "A6", "A7", "A14")]
    public async Task Codex_takes_an_issue_to_applied_state()
    {
        var bin = Needs.Codex();
        using var orders = OrdersRepository.Create(agent: "{ use: codex, models: { base: { default: gpt-5.5 } }, limits: { tokens: 2000000 } }");
        await using var model = await ModelServer.Start(OrdersScript.For(orders, files => Codex(orders, files)));

        var (exit, output) = Gw.RunWith(new Dictionary<string, string?>
        {
            ["PATH"] = $"{bin}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["OPENAI_BASE_URL"] = $"{model.Address}/v1",
            ["OPENAI_API_KEY"] = model.Key,
        }, orders.Root, "sdlc", "12", "--yes");

        exit.ShouldBe(0, output);
        ShouldBeShipped(orders, model);
        var cost = Cost(orders);
        cost.GetProperty("tokens").GetInt64().ShouldBe(model.Tokens);
        cost.TryGetProperty("usd", out _).ShouldBeFalse("it does not tell");
        output.ShouldContain("tokens");
    }

    [Fact]
    [Covers("F4", "A12")]
    public void What_an_agent_lacks_is_said_before_any_work_starts()
    {
        using var orders = OrdersRepository.Create(agent: "{ use: claude }");

        var (exit, output) = Gw.RunWith(new Dictionary<string, string?>
        {
            ["PATH"] = "/usr/bin:/bin",
            ["ANTHROPIC_API_KEY"] = null,
            ["CLAUDE_CODE_OAUTH_TOKEN"] = null,
        }, orders.Root, "sdlc", "12", "--yes");

        exit.ShouldBe(4, output);
        output.ShouldContain("npm install -g @anthropic-ai/claude-code@");
        output.ShouldContain("export ANTHROPIC_API_KEY=");
        Gw.Run(orders.Root, "runs", "list", "--all").Output.ShouldNotContain("log bucket");
    }

    private static void ShouldBeShipped(OrdersRepository orders, ModelServer model)
    {
        orders.Status().ShouldBe("Succeeded");
        orders.Merges.ShouldBe(1);
        orders.Applies.ShouldBe(1);
        orders.Git("show", "origin/main:infra/app/logs.tf").ShouldContain("retention_days = 30");
        orders.Git("show", "origin/main:docs/logs.md").ShouldContain("bucket");
        model.Refusals.ShouldBeEmpty();
    }

    private static JsonElement Cost(OrdersRepository orders)
    {
        var (exit, output) = Gw.Run(orders.Root, "runs", "show", orders.RunId(), "--json");
        exit.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.GetProperty("cost");
    }

    /// <summary>Claude Code refuses to write over a file that it has not read.</summary>
    private static IEnumerable<Turn> Claude(IReadOnlyList<OrdersScript.Written> files)
    {
        if (files.Any(file => file.Path == "infra/app/main.tf")) yield return new Turn("I look at what is there.", new ToolCall("Read", new JsonObject { ["file_path"] = "infra/app/main.tf" }));
        yield return new Turn("I write.", [.. files.Select(file => new ToolCall("Write", new JsonObject { ["file_path"] = file.Path, ["content"] = file.Content }))]);
    }

    /// <summary>New files by a patch; those that are there by a command, in the sandbox of Codex's own.</summary>
    private static IEnumerable<Turn> Codex(OrdersRepository orders, IReadOnlyList<OrdersScript.Written> files)
    {
        var there = files.Where(file => File.Exists(Path.Combine(orders.Root, file.Path))).ToList();
        foreach (var file in there)
            yield return new Turn("I write it anew.", new ToolCall("exec_command", new JsonObject { ["cmd"] = $"cat > {file.Path} <<'WRITTEN'\n{file.Content.TrimEnd('\n')}\nWRITTEN\n" }));
        var patch = string.Concat(files.Except(there).Select(file => $"*** Add File: {file.Path}\n{string.Concat(file.Content.TrimEnd('\n').Split('\n').Select(line => $"+{line}\n"))}"));
        yield return new Turn("I write the rest.", new ToolCall("apply_patch", []) { Text = $"*** Begin Patch\n{patch}*** End Patch\n" });
    }
}

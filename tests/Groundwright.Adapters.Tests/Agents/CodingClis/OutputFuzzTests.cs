using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Agents.Claude;
using Groundwright.Adapters.Agents.Codex;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.CodingClis;

/// <summary>What coding CLIs print is data of others: whatever it is, it is read without a fault and with little kept.</summary>
[Covers("T8")]
public sealed class OutputFuzzTests
{
    private const int KeptCharacters = 64 * 1024;

    private static readonly string[] Claude = Recorded("claude.jsonl");
    private static readonly string[] Codex = Recorded("codex.jsonl");
    private static readonly string[] Acp = Recorded("acp.jsonl");

    // What breaks readers: other types, depth, numbers out of range, halves of characters, keys twice, other line ends.
    private static readonly string[] Nasty =
    [
        "", "null", "[]", "42", "\"text\"", "{", "{}", "{\"type\":null}", "{\"type\":{\"type\":[]}}", "{\"type\":\"result\",\"type\":\"system\"}", "\u0000\u001b[31m", "\ufeff{}",
        "{\"type\":\"result\",\"usage\":[],\"modelUsage\":7,\"permission_denials\":{},\"num_turns\":1e400,\"total_cost_usd\":-1,\"api_error_status\":99999999999999999999}",
        "{\"type\":\"result\",\"num_turns\":9223372036854775807,\"modelUsage\":{\"a\":{\"inputTokens\":9223372036854775807,\"outputTokens\":9223372036854775807}}}",
        "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"\\ud800\"},null,[],{\"type\":\"tool_use\"}]}}",
        "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":9223372036854775807,\"output_tokens\":9223372036854775807}}", "{\"type\":\"turn.failed\",\"error\":\"status 401\"}",
        "{\"type\":\"item.completed\",\"item\":{\"type\":\"file_change\",\"status\":\"failed\",\"changes\":[{\"path\":\"\\u0000/../..\"},{\"path\":\"\"},{}]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"session/request_permission\"}", "{\"id\":{\"a\":1},\"method\":\"fs/read_text_file\"}", "{\"id\":-1e400,\"method\":\"x\"}",
        "{\"id\":7,\"method\":\"session/request_permission\",\"params\":{\"toolCall\":{\"kind\":\"edit\",\"locations\":[{\"path\":\"\\u0000/../..\"},{\"path\":\"\"},7]},\"options\":[null,{\"kind\":\"allow_once\"}]}}",
        "{\"id\":7,\"method\":\"session/request_permission\",\"params\":{\"toolCall\":{\"kind\":\"read\",\"locations\":[{\"path\":\"" + new string('x', 5000) + "\"}]},\"options\":{}}}",
        "{\"method\":\"session/update\",\"params\":{\"update\":{\"sessionUpdate\":\"plan\",\"entries\":[7,{\"content\":[]}]}}}", "{\"id\":4,\"error\":{\"code\":\"401\",\"message\":{}}}", "{\"id\":4,\"result\":7}",
        new string('[', 5000), "{\"a\":" + new string('[', 200) + new string(']', 200) + "}",
    ];

    [Fact]
    public void Any_lines_are_read_without_a_fault() => Prop.ForAll(Lines().ToArbitrary(), lines =>
    {
        foreach (var output in new ICliOutput[] { new ClaudeOutput("/tree"), new CodexOutput("/tree"), Prompted() })
        {
            foreach (var line in lines) output.Take(line).ShouldNotBeNull();
            (output.End?.Text.Length ?? 0).ShouldBeLessThanOrEqualTo(KeptCharacters);
            (output.End?.Usage.Tokens ?? 0).ShouldBeGreaterThanOrEqualTo(0);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void The_recorded_work_of_Claude_Code_is_understood()
    {
        var (output, events) = Read(new ClaudeOutput("/tree"), Claude);

        output.Session.ShouldNotBeNull();
        output.End!.Fault.ShouldBe(CliFault.None);
        output.End.Usage.Turns.ShouldBe(2);
        events.OfType<AgentFileChange>().ShouldBe([new AgentFileChange("infra/main.tf")]);
    }

    [Fact]
    public void The_recorded_work_of_Codex_is_understood()
    {
        var (output, events) = Read(new CodexOutput("/tree"), Codex);

        output.Session.ShouldNotBeNull();
        output.End!.Fault.ShouldBe(CliFault.None);
        output.End.CountsSession.ShouldBeTrue();
        output.End.Usage.Usd.ShouldBeNull();
        events.OfType<AgentFileChange>().ShouldBe([new AgentFileChange("infra/main.tf")]);
    }

    [Fact]
    public void The_recorded_work_by_the_Agent_Client_Protocol_is_understood()
    {
        var (output, events) = Read(Opened(), Acp);

        output.Session.ShouldNotBeNull();
        output.CanGoOn.ShouldBeTrue();
        output.End!.Fault.ShouldBe(CliFault.None);
        output.End.Usage.Tokens.ShouldBe(36961);
        events.ShouldBe([new AgentMessage("I write it."), new AgentMessage("[~] write"), new AgentToolUse("edit", "Writing to main.tf"), new AgentFileChange("infra/main.tf"), new AgentMessage("It is written.")]);
    }

    [Fact]
    public void Kinds_of_lines_that_are_not_known_are_nothing()
    {
        var output = new ClaudeOutput("/tree");

        output.Take("""{"type":"hologram","text":"new"}""").ShouldBeEmpty();
        output.Take("""{"type":"system","subtype":"weather"}""").ShouldBeEmpty();
        output.End.ShouldBeNull();
    }

    [Fact]
    public void The_first_last_word_is_the_last_word()
    {
        var output = new ClaudeOutput("/tree");
        output.Take("""{"type":"result","subtype":"error_max_turns","is_error":true}""");
        output.Take("""{"type":"result","subtype":"success","is_error":false,"result":"all is well"}""");

        output.End!.Fault.ShouldBe(CliFault.Turns);
    }

    [Fact]
    public void A_success_that_says_that_it_is_an_error_is_an_error()
    {
        var output = new ClaudeOutput("/tree");
        output.Take("""{"type":"result","subtype":"success","is_error":true,"api_error_status":401,"result":"Invalid API key"}""");

        output.End!.Fault.ShouldBe(CliFault.Model);
        output.End.Status.ShouldBe(401);
    }

    /// <summary>Recorded lines as they are, cut, with pieces of others in them, and nasty ones.</summary>
    private static Gen<List<string>> Lines()
    {
        var recorded = Gen.Elements([.. Claude, .. Codex, .. Acp]);
        var cut = from line in recorded from at in Gen.Choose(0, line.Length) select line[..at];
        var crossed = from line in recorded from other in recorded from at in Gen.Choose(0, line.Length) from end in Gen.Choose(0, other.Length) select line[..at] + other[end..];
        var changed = from line in recorded from at in Gen.Choose(0, line.Length - 1) from c in Gen.Elements('"', '{', '}', '[', ']', ':', ',', '0', '-', '\\', '\0', '\ud800') select line[..at] + c + line[(at + 1)..];
        return from lines in Gen.ListOf(Gen.OneOf(recorded, cut, crossed, changed, Gen.Elements(Nasty))) select lines.ToList();
    }

    private static AcpDialogue Opened()
    {
        var task = new AgentTask { RunId = "r", Phase = "build", Purpose = "implement", Prompt = "do it", Directory = "/tree", Limits = AgentLimits.Default };
        return AcpDialogue.Begin(new CliCall(task, null!, Confined: false, CommandEnvironment.Minimal, null), new AcpOpening());
    }

    /// <summary>One that has come to the work, which few random lines would bring about.</summary>
    private static AcpDialogue Prompted()
    {
        var dialogue = Opened();
        foreach (var line in Acp.Take(2)) dialogue.Take(line);
        dialogue.Session.ShouldNotBeNull();
        return dialogue;
    }

    private static (ICliOutput Output, List<AgentEvent> Events) Read(ICliOutput output, string[] lines) => (output, [.. lines.SelectMany(output.Take)]);

    private static string[] Recorded(string name) => File.ReadAllLines(Path.Combine(CliBench.Recordings, name));
}

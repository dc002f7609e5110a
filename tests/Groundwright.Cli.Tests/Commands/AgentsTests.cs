using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Commands;

[Covers("F4")]
public sealed class AgentsTests
{
    [Fact]
    public async Task The_list_shows_what_was_found_beside_what_was_proven()
    {
        var session = new Session();
        session.Services.Tools.Answers["claude --version"] = (0, "2.1.197 (Claude Code)\n");

        (await session.Type("agents", "list")).ShouldBe(0, session.Error);
        session.Output.ShouldMatch("claude +2.1.197 +2.1.197");
        session.Output.ShouldMatch("codex +no +0.169.0");
        (await session.Type("agents", "list", "--json")).ShouldBe(0);
        var codex = JsonDocument.Parse(session.Output).RootElement.EnumerateArray().Single(agent => agent.GetProperty("name").GetString() == "codex");
        codex.TryGetProperty("version", out _).ShouldBeFalse();
        codex.GetProperty("ready").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_check_says_how_to_get_what_is_missing_and_ends_with_4()
    {
        var session = new Session();

        (await session.Type("agents", "check", "codex")).ShouldBe(4);
        session.Output.ShouldContain("npm install -g @openai/codex@0.169.0");
        session.Output.ShouldContain("OPENAI_API_KEY");
    }

    [Fact]
    public async Task A_version_that_was_not_proven_is_a_warning()
    {
        var session = new Session();
        session.Services.Tools.Answers["claude --version"] = (0, "2.9.1 (Claude Code)\n");

        await session.Type("agents", "check", "claude");
        session.Output.ShouldContain("! claude 2.9.1");
        session.Output.ShouldContain("2.1.197 was proven");
    }

    [Fact]
    public async Task One_that_signs_in_by_itself_and_was_not_proven_is_said_so()
    {
        var session = new Session();
        session.Services.Tools.Answers["kiro-cli --version"] = (0, "kiro-cli 1.25.0\n");

        (await session.Type("agents", "check", "kiro")).ShouldBe(0);
        session.Output.ShouldContain("! kiro-cli 1.25.0");
        session.Output.ShouldContain("no version of it was proven");
        session.Output.ShouldContain("signs in by itself");
        await session.Type("agents", "list");
        session.Output.ShouldMatch("kiro +1.25.0 +none +its own");
    }

    [Fact]
    public async Task One_whose_program_has_another_name_is_looked_for_by_that()
    {
        var session = new Session();
        session.Services.Tools.Answers["claude-agent-acp --version"] = (0, "0.100.0\n");

        await session.Type("agents", "list");
        session.Output.ShouldMatch("claude-acp +0.100.0 +0.100.0");
        session.Output.ShouldMatch("gemini +no +0.61.0");
        session.Output.ShouldMatch("opencode +no +1.18.33");
    }

    [Fact]
    public async Task An_agent_that_needs_nothing_is_answered_with_those_that_do()
    {
        var session = new Session();

        (await session.Type("agents", "check", "manual")).ShouldBe(3);
        session.Error.ShouldContain("claude-acp");
    }
}

using Groundwright.Core.Agents;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>What an agent of the protocol may do when it asks.</summary>
[Covers("F2", "F4")]
public sealed class AcpPermissionTests
{
    [Theory]
    [InlineData("read", "/tree/a.tf", true, true)]
    [InlineData("search", "/tree", true, true)]
    [InlineData("think", "", true, true)]
    [InlineData("edit", "/tree/a.tf", true, true)]
    [InlineData("delete", "/tree/a.tf", true, true)]
    [InlineData("move", "/tree/a.tf", true, true)]
    [InlineData("edit", "", false, true)]
    [InlineData("edit", "/outside/a.tf", false, true)]
    [InlineData("read", "/outside/a.tf", false, true)]
    [InlineData("edit", "/tree/../outside", false, true)]
    [InlineData("edit", "/tree/link/a.tf", false, true)]
    [InlineData("edit", "/tree/.git/config", false, true)]
    [InlineData("execute", "", false, true)]
    [InlineData("fetch", "", false, false)]
    [InlineData("switch_mode", "", false, false)]
    [InlineData("other", "", false, false)]
    [InlineData("hologram", "", false, false)]
    public async Task It_is_decided_by_the_kind_and_what_is_not_known_is_refused(string kind, string path, bool openGround, bool room)
    {
        foreach (var confined in new[] { false, true })
        {
            using var bench = new AcpBench { Confined = confined };
            if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(bench.InTree("link"), Path.GetTempPath());
            var asked = path.Replace("/tree", bench.InTree("").TrimEnd('/'), StringComparison.Ordinal);

            var outcome = await bench.Play(asked.Length > 0 ? $"ask {kind} it {asked}" : $"ask {kind} it");

            var may = confined ? room : openGround;
            outcome.Text.ShouldBe($"{kind}: {(may ? "yes" : "no")}. ", $"confined: {confined}");
            bench.Denied.ShouldBe(may ? [] : [$"{kind} it"]);
            if (!may) bench.Judge(outcome, "a.tf").Problem!.Code.ShouldBe(AgentProblems.Denied);
        }
    }

    [Fact]
    public async Task Nothing_is_allowed_for_good()
    {
        using var bench = new AcpBench { Confined = true };

        (await bench.Play("ask-for-good execute")).Text.ShouldBe("execute: no. ");

        bench.Denied.Single().ShouldContain("for good");
    }
}

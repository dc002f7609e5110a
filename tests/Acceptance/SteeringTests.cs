using Groundwright.Testing;

namespace Acceptance;

/// <summary>Files that steer agents: what a run changes of them waits for the merge, and the merge for a person.</summary>
public sealed class SteeringTests
{
    [Fact]
    [Covers("T5")]
    public void What_a_run_changes_of_its_agents_instructions_has_no_effect_before_the_merge_and_asks_for_its_own_approval()
    {
        Needs.Linux();
        var seen = "";
        using var orders = OrdersRepository.Create(files: root =>
        {
            seen = Path.Combine(Path.GetDirectoryName(root)!, "seen");
            File.WriteAllText(Path.Combine(root, "CLAUDE.md"), "house rules\n");
            var script = Path.Combine(root, "agent.sh");
            File.WriteAllText(script, File.ReadAllText(script).Replace("set -eu\n", $$"""
                set -eu
                echo "$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE: $(cat CLAUDE.md) $(ls .claude/settings.json infra/CLAUDE.md 2>/dev/null || true)" >> '{{seen}}'
                if [ "$GROUNDWRIGHT_PHASE" = build ]; then
                  echo obey me > CLAUDE.md; echo me too > infra/CLAUDE.md; mkdir .claude; echo '{"hooks":[]}' > .claude/settings.json
                fi

                """, StringComparison.Ordinal));
        });

        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);

        var lines = File.ReadAllLines(seen).Select(line => line.TrimEnd()).ToList();
        lines.ShouldContain(line => line.StartsWith("review/", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("document/", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.EndsWith(": house rules", StringComparison.Ordinal));
        GitSandbox.GitIn(orders.Root, "show", $"{Branch(orders)}:CLAUDE.md").ShouldBe("obey me");
        GitSandbox.GitIn(orders.Root, "show", $"{Branch(orders)}:.claude/settings.json").ShouldBe("{\"hooks\":[]}");
        Gw.Run(orders.Root, "approve", orders.RunId(), "--yes").ExitCode.ShouldBe(0);
        Gw.Run(orders.Root, "runs", "resume").ExitCode.ShouldBe(0);
        var (_, waiting) = Gw.Run(orders.Root, "approvals");
        waiting.ShouldContain("protected-files");
        Gw.Run(orders.Root, "runs", "show").Output.ShouldContain("infra/CLAUDE.md");
        orders.Merges.ShouldBe(0);
    }

    private static string Branch(OrdersRepository orders) =>
        GitSandbox.GitIn(orders.Root, "for-each-ref", "--format=%(refname:short)", "refs/heads/").Split('\n').Single(name => name.Contains(orders.RunId(), StringComparison.Ordinal));
}

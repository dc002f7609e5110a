using Groundwright.Testing;

namespace Acceptance;

/// <summary>What a change makes tools load and run that they did not before: nothing of it is read before a person agreed.</summary>
public sealed class ReachTests
{
    [Fact]
    [Covers("U1")]
    public void A_module_from_elsewhere_is_asked_for_before_any_tool_reads_the_change_and_refused_nothing_does()
    {
        Needs.Linux();
        using var orders = With("module \"more\" { source = \"git::https://modules.example/more.git\" }");

        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);

        var (_, waiting) = Gw.Run(orders.Root, "approvals");
        waiting.ShouldContain("reach");
        Told.Words(Gw.Run(orders.Root, "runs", "show").Output).ShouldContain("module git::https://modules.example/more.git");
        IsReadByTools(orders).ShouldBeFalse("nothing was initialised");
        var (exit, output) = Gw.Run(orders.Root, "reject", orders.RunId(), "--reason", "not ours");
        exit.ShouldBe(1, output);
        output.ShouldContain("GW1609");
        IsReadByTools(orders).ShouldBeFalse();
    }

    [Fact]
    [Covers("U1")]
    public void What_was_agreed_to_is_not_asked_for_again_in_the_same_run()
    {
        Needs.Linux();
        using var orders = With("resource \"terraform_data\" \"hello\" {\n  provisioner \"local-exec\" { command = \"echo hello\" }\n}");
        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);
        Told.Words(Gw.Run(orders.Root, "runs", "show").Output).ShouldContain("provisioner local-exec { command = \"echo hello\" }");

        Gw.Run(orders.Root, "approve", orders.RunId(), "--yes").ExitCode.ShouldBe(0);
        var (exit, output) = Gw.Run(orders.Root, "runs", "resume");

        exit.ShouldBe(0, output);
        IsReadByTools(orders).ShouldBeTrue();
        Gw.Run(orders.Root, "approvals").Output.ShouldContain("apply", customMessage: "it went through tests and review, to the gate of ship");
    }

    private static OrdersRepository With(string terraform) => OrdersRepository.Create(files: root =>
    {
        var script = Path.Combine(root, "agent.sh");
        File.WriteAllText(script, File.ReadAllText(script).Replace("set -eu\n", $$"""
            set -eu
            if [ "$GROUNDWRIGHT_PHASE" = build ]; then cat > infra/app/more.tf <<'END'
            {{terraform}}
            END
            fi

            """, StringComparison.Ordinal));
    });

    // The two steps in which a tool reads what the agent wrote.
    private static bool IsReadByTools(OrdersRepository orders)
    {
        var journal = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(orders.Root, ".git", "groundwright", "runs", orders.RunId()), "journal*").Single());
        return journal.Contains("/validate\"", StringComparison.Ordinal) || journal.Contains("/plan-app/", StringComparison.Ordinal);
    }
}

using Groundwright.Testing;

namespace Acceptance;

/// <summary>What a person at a terminal sees of a run.</summary>
public sealed class TerminalTests
{
    [Fact]
    [Covers("F6", "X5")]
    public void The_live_view_shows_phases_steps_and_lines_and_ctrl_c_says_how_to_go_on()
    {
        using var orders = OrdersRepository.Create(applySeconds: 6);
        using (var pane = new TerminalPane(orders.Root, "sdlc", "12", "--yes"))
        {
            var screen = pane.Await(shown => shown.Contains("● ship", StringComparison.Ordinal) && File.Exists(orders.Beside("begun")));
            var phases = screen.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 2 && "✓●○".Contains(line[0], StringComparison.Ordinal) && Phases.Contains(line.Split(' ')[1])).ToList();
            phases.Select(line => line.Split(' ')[1]).ShouldBe(Phases);
            phases.Select(line => line[0]).ShouldBe(['✓', '✓', '✓', '✓', '✓', '●']);
            screen.ShouldContain("Ctrl-C stops");
            screen.ShouldContain($"run {orders.RunId()}");

            pane.Press("C-c");

            pane.AwaitEnd().ShouldBe(5, pane.Everything);
            pane.Screen.ShouldContain("gw runs resume");
            Whole(pane, orders);
        }
        using (var pane = new TerminalPane(orders.Root, "runs", "resume", "--yes"))
        {
            pane.AwaitEnd().ShouldBe(0, pane.Everything);
            pane.Screen.ShouldContain("Shipped to dev");
            pane.Screen.ShouldContain("gw rollback dev");
            Whole(pane, orders);
        }
        orders.Applies.ShouldBe(1);
    }

    [Fact]
    [Covers("F6")]
    public void A_gate_is_answered_in_place()
    {
        using var orders = OrdersRepository.Create();
        using var pane = new TerminalPane(orders.Root, "sdlc", "12");
        pane.Await(shown => shown.Contains("Waiting for approval", StringComparison.Ordinal) && shown.Contains('?', StringComparison.Ordinal));

        pane.Press("y", "Enter");

        pane.AwaitEnd().ShouldBe(0, pane.Everything);
        pane.Screen.ShouldContain("Shipped to dev");
        orders.Applies.ShouldBe(1);
    }

    private static readonly string[] Phases = ["plan", "build", "test", "review", "document", "ship"];

    /// <summary>No frame left another one behind it, and no line was broken by the terminal.</summary>
    private static void Whole(TerminalPane pane, OrdersRepository orders)
    {
        var lines = pane.Everything.Split('\n');
        lines.Count(line => line.TrimStart().StartsWith($"run {orders.RunId()} ", StringComparison.Ordinal)).ShouldBe(1, pane.Everything);
        lines.ShouldAllBe(line => line.Length <= TerminalPane.Width);
    }
}

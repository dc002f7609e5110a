using Groundwright.Testing;

namespace Acceptance;

/// <summary>Stopping: by Ctrl-C it goes on later, by cancel it is over; in both cases nothing is left behind.</summary>
public sealed class CancelTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [Covers("X5", "R6")]
    public void A_signal_stops_it_cleanly_and_it_goes_on_later(string signal)
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create();
        using (var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes"))
        {
            Watching.Await(() => orders.AgentCalls.Contains("build/implement"), gw);
            ChildProcess.Run("/bin/kill", [$"-{signal}", $"{gw.Id}"]);
            gw.WaitForExit(TimeSpan.FromSeconds(15)).ShouldBe(5, gw.Output);
            gw.Output.ShouldContain("gw runs resume");
        }
        Watching.Leftovers(orders).ShouldBeEmpty();
        orders.Status().ShouldBe("Running");

        Gw.Run(orders.Root, "runs", "resume", "--yes").ExitCode.ShouldBe(0);

        orders.Status().ShouldBe("Succeeded");
        orders.Applies.ShouldBe(1);
    }

    [Fact]
    [Covers("X5", "X1")]
    public void A_signal_during_an_apply_leaves_the_apply_going_on()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create(applySeconds: 4);
        using (var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes"))
        {
            Watching.Await(() => File.Exists(orders.Beside("begun")), gw);
            ChildProcess.Run("/bin/kill", ["-INT", $"{gw.Id}"]);
            gw.WaitForExit(TimeSpan.FromSeconds(15)).ShouldBe(5, gw.Output);
        }
        orders.Applies.ShouldBe(0);

        Gw.Run(orders.Root, "runs", "resume", "--yes").ExitCode.ShouldBe(0);

        orders.Applies.ShouldBe(1);
        orders.Status().ShouldBe("Succeeded");
    }

    [Fact]
    [Covers("X5", "R6", "J3")]
    public void Cancelled_by_somebody_else_during_an_apply_it_drains_and_is_over()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create(applySeconds: 60);
        using var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes");
        Watching.Await(() => File.Exists(orders.Beside("begun")), gw);

        var (exit, output) = Gw.Run(orders.Root, "cancel", orders.RunId(), "--reason", "wrong day", "--yes");

        exit.ShouldBe(0, output);
        gw.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBe(5, gw.Output);
        orders.Status().ShouldBe("Cancelled");
        orders.Applies.ShouldBe(0);
        Watching.Leftovers(orders).ShouldBeEmpty();
    }

    [Fact]
    [Covers("R6")]
    public void A_run_that_waits_can_be_cancelled()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);

        var (exit, output) = Gw.Run(orders.Root, "cancel", orders.RunId(), "--reason", "not needed", "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Cancelled");
        orders.Merges.ShouldBe(0);
    }

    [Fact]
    [Covers("X2")]
    public void A_failed_apply_is_planned_anew_and_never_applied_twice()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create();
        Directory.CreateDirectory(orders.Beside("applies"));

        var (exit, output) = Gw.Run(orders.Root, "sdlc", "12", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("GW1610");
        orders.Merges.ShouldBe(1);
        Directory.Delete(orders.Beside("applies"));
        var (again, words) = Gw.Run(orders.Root, "runs", "retry", orders.RunId(), "--yes");

        again.ShouldBe(0, words);
        orders.Status().ShouldBe("Succeeded");
        orders.Merges.ShouldBe(1);
        orders.Applies.ShouldBe(1);
    }
}

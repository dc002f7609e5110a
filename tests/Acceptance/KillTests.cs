using Groundwright.Testing;

namespace Acceptance;

/// <summary>Killed at any moment and resumed, a run ends as if nothing had happened.</summary>
public sealed class KillTests
{
    /// <summary>Kills in the ordinary test run; <c>GROUNDWRIGHT_KILLS</c> asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("GROUNDWRIGHT_KILLS"), out var kills) ? kills : 200;

    [Fact]
    [Covers("R1", "R3", "R5", "F1", "X1", "X2", "J2", "J8")]
    public void Killed_at_random_moments_it_ends_the_same()
    {
        Needs.Linux();
        var random = new Random(20261120);
        string? files = null;
        for (var kills = 0; kills < Kills;)
        {
            using var orders = OrdersRepository.Create(applySeconds: Apart);
            kills += RunWithKills(orders, random);

            orders.Status().ShouldBe("Succeeded");
            orders.Merges.ShouldBe(1, "one merge");
            orders.Applies.ShouldBe(1, "one apply");
            orders.Serial("app").ShouldBe(UndisturbedSerial);
            orders.MergedFiles().ShouldBe(files ??= orders.MergedFiles(), "every run merges the same files");
            Watching.Leftovers(orders).ShouldBeEmpty("no process is left");
        }
    }

    [Theory]
    // strace counts for each thread by itself, so a high number may never come.
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [Covers("R1", "J2", "J4")]
    public void Killed_at_a_flush_to_disk_it_ends_the_same(int flush)
    {
        Needs.Strace();
        using var orders = OrdersRepository.Create(applySeconds: Apart);
        var gw = Path.Combine(Gw.Folder, "gw");
        ChildProcess.Run("strace", ["-f", "-qq", "-o", orders.Beside("strace.log"), "-e", "trace=fsync", "-e", $"inject=fsync:signal=SIGKILL:when={flush}", gw, "sdlc", "12", "--yes"], orders.Root);
        File.ReadAllText(orders.Beside("strace.log")).ShouldContain("SIGKILL", Case.Sensitive, "it was killed");

        RunWithKills(orders, new Random(flush), kill: false);

        orders.Status().ShouldBe("Succeeded");
        orders.Merges.ShouldBe(1);
        orders.Applies.ShouldBe(1);
        orders.Serial("app").ShouldBe(UndisturbedSerial);
    }

    [Fact]
    [Covers("X1")]
    public void Killed_in_the_middle_of_an_apply_it_applies_once_and_asks_nothing()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create(applySeconds: 3);
        using (var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes"))
        {
            Watching.Await(() => File.Exists(orders.Beside("begun")), gw);
            gw.Kill();
        }
        orders.Applies.ShouldBe(0, "it was killed while the apply went on");

        var (exit, output) = Gw.Run(orders.Root, "runs", "resume", "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Succeeded");
        orders.Applies.ShouldBe(1);
        File.ReadAllLines(orders.Beside("begun")).Length.ShouldBe(1);
    }

    [Fact]
    [Covers("X1", "X2", "R3")]
    public void With_its_effect_host_killed_too_it_says_unknown_and_never_applies_again()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create(applySeconds: 30);
        using (var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes"))
        {
            Watching.Await(() => File.Exists(orders.Beside("begun")), gw);
            gw.Kill();
        }
        foreach (var id in Watching.Marked("GROUNDWRIGHT_EFFECT=", orders)) ChildProcess.Run("/bin/kill", ["-9", $"{id}"]);

        var (exit, output) = Gw.Run(orders.Root, "runs", "resume", "--yes");

        exit.ShouldBe(1, output);
        orders.Status().ShouldBe("Unknown");
        output.ShouldContain("terraform_data.service");
        output.ShouldContain("gw runs resolve");
        Gw.Run(orders.Root, "runs", "resume", "--yes").ExitCode.ShouldBe(1);
        orders.Status().ShouldBe("Unknown");
        File.ReadAllLines(orders.Beside("begun")).Length.ShouldBe(1, "it was started once");
    }

    [Fact]
    [Covers("J1")]
    public void Cleaning_the_checkout_loses_nothing()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);
        var id = orders.RunId();

        orders.Git("clean", "-ffdxq");
        Directory.Exists(Path.Combine(orders.Root, "trees", id)).ShouldBeFalse();
        var (exit, output) = Gw.Run(orders.Root, "approve", id, "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Succeeded");
        orders.Applies.ShouldBe(1);
        File.Exists(Path.Combine(orders.Root, "agents", id, "ipe_state.json")).ShouldBeTrue();
    }

    [Fact]
    [Covers("J2")]
    public void Two_at_once_on_one_run_are_told_apart()
    {
        Needs.Linux();
        using var orders = OrdersRepository.Create(applySeconds: 3);
        using var gw = Gw.Start(orders.Root, "sdlc", "12", "--yes");
        Watching.Await(() => File.Exists(orders.Beside("begun")), gw);

        var (exit, output) = Gw.Run(orders.Root, "runs", "resume");

        exit.ShouldBe(1, output);
        output.ShouldContain("GW1304");
        output.ShouldContain($"{gw.Id}");
        gw.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBe(0);
        orders.Applies.ShouldBe(1);
    }

    /// <summary>One apply writes its state after each of two resources and at its end. Two that end together would be one write, so the one of them takes its time.</summary>
    private const long UndisturbedSerial = 3;

    private const double Apart = 0.3;

    /// <summary>Runs to the end with a kill every now and then; returns how many kills hit.</summary>
    private static int RunWithKills(OrdersRepository orders, Random random, bool kill = true)
    {
        var kills = 0;
        for (var tries = 0; tries < 200; tries++)
        {
            var status = StatusOf(orders);
            // Killed between the last record and its own end.
            if (status == "Succeeded") return kills;
            var started = status is not null;
            using var gw = started ? Gw.Start(orders.Root, "runs", "resume", "--yes") : Gw.Start(orders.Root, "sdlc", "12", "--yes");
            var wait = kill ? TimeSpan.FromMilliseconds(random.Next(300, 2500) * Patience(tries)) : TimeSpan.FromMinutes(2);
            var deadline = DateTime.UtcNow + wait;
            while (!gw.HasExited && DateTime.UtcNow < deadline) Thread.Sleep(5);
            if (gw.HasExited)
            {
                gw.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBe(0, gw.Output);
                return kills;
            }
            gw.Kill();
            gw.WaitForExit(TimeSpan.FromSeconds(10));
            kills++;
        }
        throw new InvalidOperationException("200 kills and it is still not done");
    }

    /// <summary>Where the machine is so busy that a start takes longer than the wait, every kill would come before anything was done.</summary>
    private static double Patience(int tries) => 1 + (tries / 25.0);

    private static string? StatusOf(OrdersRepository orders)
    {
        var (_, output) = Gw.Run(orders.Root, "runs", "list", "--all", "--json");
        return output.Contains("runId", StringComparison.Ordinal) ? orders.Status() : null;
    }
}

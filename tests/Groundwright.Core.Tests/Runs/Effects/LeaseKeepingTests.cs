using System.Diagnostics;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Tests.Runs.Engine;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Effects;

/// <summary>A keeper here is a script that ends with what stands in a file, and notes that it was asked.</summary>
[Covers("X4")]
public sealed class LeaseKeepingTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    [Fact]
    public async Task A_kept_lease_lets_the_effect_run_to_its_end()
    {
        Answer(0);
        var running = Start(lease: 0.6, "sleep 1; echo ended");
        (await running).Exit.ShouldSatisfyAllConditions(exit => exit!.ExitCode.ShouldBe(0), exit => exit!.End.ShouldBe("Exited"));
        File.ReadAllLines(folder["asked"]).Length.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task An_effect_whose_lease_is_lost_before_never_begins_and_is_recorded_so()
    {
        Answer(3);
        (await Start(lease: 5, "echo x")).Fate.ShouldBe(EffectFate.Refused);
        File.Exists(folder["count"]).ShouldBeFalse();
        Effect.Begun.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_lost_meanwhile_interrupts_the_effect_which_may_drain()
    {
        Answer(0);
        var running = Start(lease: 0.9, $"trap 'echo drained; exit 7' INT TERM; echo x >> '{folder["ready"]}'; while true; do sleep 0.05; done");
        await OnceTests.Until(() => File.Exists(folder["ready"]));
        Answer(3);
        var report = await running;
        report.Exit!.End.ShouldBe("LeaseLost");
        Effect.ReadLog().ShouldContain("drained");
        Effect.ReadLog().ShouldContain("lock of the environment was lost");
    }

    [Fact]
    public async Task One_that_cannot_be_told_is_borne_for_a_lease_and_no_longer()
    {
        Answer(0);
        var running = Start(lease: 2, "while true; do sleep 0.05; done");
        await OnceTests.Until(() => File.Exists(folder["count"]));
        var watch = Stopwatch.StartNew();
        Answer(1);
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        running.IsCompleted.ShouldBeFalse();
        (await running).Exit!.End.ShouldBe("LeaseLost");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task One_that_can_never_be_told_begins_nothing()
    {
        Answer(1);
        (await Start(lease: 0.5, "echo x")).Fate.ShouldBe(EffectFate.Refused);
        File.Exists(folder["count"]).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_was_renewed_just_now_is_not_asked_for_before_the_effect_begins()
    {
        Answer(3);
        (await Start(lease: 60, "echo x", kept: TimeSpan.Zero)).Exit!.End.ShouldBe("Exited");
        File.Exists(folder["asked"]).ShouldBeFalse();
    }

    [Fact]
    public async Task One_whose_renewal_is_due_is_asked_for_before_the_effect_begins()
    {
        Answer(3);
        (await Start(lease: 60, "echo x", kept: TimeSpan.FromSeconds(21))).Fate.ShouldBe(EffectFate.Refused);
        File.Exists(folder["count"]).ShouldBeFalse();
    }

    [Theory, Covers("R4")]
    [InlineData(null)]
    [InlineData(0)]
    public async Task A_host_frozen_once_it_wrote_that_it_begins_asks_again_and_begins_nothing(int? keptSecondsAgo)
    {
        Needs.Strace();
        Answer(0);
        // The first file that a host puts in place says that it begins.
        var running = Start(lease: 2, "echo x", keptSecondsAgo is { } ago ? TimeSpan.FromSeconds(ago) : null, "strace", "-f", "-qq", "-o", folder["strace.log"], "-e", "trace=/^rename", "-e", "inject=/^rename:signal=SIGSTOP:when=1", StubTool.Path, "host");
        await OnceTests.Until(() => Effect.Begun is not null);
        Answer(3);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        running.IsCompleted.ShouldBeFalse("it is frozen");
        // strace counts for each thread by itself, so the next file may freeze it again.
        for (; !running.IsCompleted; await Task.Delay(100, TestContext.Current.CancellationToken)) ChildProcess.Run("/bin/kill", ["-CONT", $"{Effect.Begun!.HostProcessId}"]);

        (await running).Fate.ShouldBe(EffectFate.Refused);
        File.Exists(folder["count"]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_effect_does_not_see_what_the_keeper_needs_and_the_order_does_not_hold_it()
    {
        Answer(0);
        (await Start(lease: 5, "env")).Exit!.ExitCode.ShouldBe(0);
        Effect.ReadLog().ShouldNotContain("hunter2");
        (await File.ReadAllTextAsync(Path.Combine(Effect.Path, "order.json"), TestContext.Current.CancellationToken)).ShouldNotContain("hunter2");
        (await File.ReadAllTextAsync(folder["token"], TestContext.Current.CancellationToken)).Trim().ShouldBe("hunter2");
    }

    [Fact]
    public async Task A_run_whose_lease_is_lost_says_so_and_does_it_on_the_next_try()
    {
        Answer(3);
        using var bench = new EngineBench(("ship", run => run.Once("apply", null, Engine.Effects.Of($"echo x >> '{folder["count"]}'") with { Keeper = () => Keeper(5) })));
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Failed);
        state.Problem!.Code.ShouldBe(RunProblems.LeaseLost.Id);
        File.Exists(folder["count"]).ShouldBeFalse();
        Answer(0);
        await bench.Retry();
        File.ReadAllLines(folder["count"]).Length.ShouldBe(1);
    }

    public void Dispose() => folder.Dispose();

    private EffectFolder Effect => new(folder["effect"]);

    private void Answer(int code) => folder.Write("answer", $"{code}");

    private EffectKeeper Keeper(double lease, TimeSpan? kept = null) =>
        new(new Command("sh", ["-c", $"echo $TOKEN > '{folder["token"]}'; echo x >> '{folder["asked"]}'; exit $(cat '{folder["answer"]}')"])
        {
            WorkingDirectory = folder.Path,
            Environment = CommandEnvironment.Minimal.With("TOKEN", "hunter2"),
        })
        {
            Lease = TimeSpan.FromSeconds(lease),
            Kept = kept is { } ago ? new Moment(TimeProvider.System.GetTimestamp() - (long)(ago.TotalSeconds * TimeProvider.System.TimestampFrequency), TimeProvider.System.GetUtcNow() - ago) : null,
        };

    private Task<EffectReport> Start(double lease, string script, TimeSpan? kept = null) => Start(lease, script, kept, StubTool.Path, "host");

    private Task<EffectReport> Start(double lease, string script, TimeSpan? kept, string program, params string[] arguments) =>
        new EffectClient(Effect, new EffectHostLauncher(program, arguments, new Leftovers(TimeProvider.System)), TimeProvider.System).Start(
            new Command("sh", ["-c", $"echo x >> '{folder["count"]}'; {script}"]) { WorkingDirectory = folder.Path }, Keeper(lease, kept), _ => { }, CancellationToken.None, CancellationToken.None);
}

using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class OnceTests
{
    private readonly List<EffectResult> results = [];

    [Fact, Covers("X1")]
    public async Task An_effect_happens_once_and_its_exit_code_is_a_result()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'; echo printed; exit 3"), thenWait: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        Effects.Count(bench).ShouldBe(1);
        results.Select(result => result.ExitCode).ShouldBe([3, 3]);
        File.ReadAllText(results[0].LogFile).ShouldBe("printed\n");
        bench.Lines.ShouldContain("printed");
        var step = bench.State.Steps["ship.1/apply"];
        RunLogs.IsWhole(bench.Directory, step.Log!).ShouldBeTrue();
    }

    [Fact, Covers("X3")]
    public async Task What_allowed_an_effect_is_journaled_before_it_starts()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'"));
        bench.Seen = fact =>
        {
            if (fact is StepStarted) Effects.Count(bench).ShouldBe(0);
        };
        await bench.Drive();
        bench.Events.OfType<StepStarted>().ShouldHaveSingleItem().Guards!["approved"].ShouldBe("ada");
        Effects.Count(bench).ShouldBe(1);
    }

    [Fact, Covers("X3")]
    public async Task A_guard_that_does_not_hold_starts_nothing()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'") with { Guards = _ => throw NoLonger() });
        (await bench.Drive()).Problem!.Code.ShouldBe(RunProblems.GuardFailed.Id);
        Effects.Count(bench).ShouldBe(0);
        bench.State.Steps.ShouldBeEmpty();
    }

    [Fact, Covers("X3")]
    public async Task An_approval_taken_back_before_it_is_used_stops_the_effect()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("ship", async run =>
        {
            await run.Gate("apply", new GateRequest("apply", GateKind.Approval, "apply", "policy"));
            await run.Once("apply-app", null, Effects.Of($"echo x >> '{bench!["count"]}'") with
            {
                Command = scope =>
                {
                    // While this is made, somebody has second thoughts.
                    bench!.Answer(approved: false);
                    return Effects.Of($"echo x >> '{bench["count"]}'").Command(scope);
                },
                Guards = _ => run.State.Gates["ship.1/apply"].Answer!.Approved
                    ? Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>())
                    : throw NoLonger(),
            });
        }
        ));
        await bench.Drive();
        bench.Answer(approved: true);
        (await bench.Drive()).Problem!.Code.ShouldBe(RunProblems.GuardFailed.Id);
        Effects.Count(bench).ShouldBe(0);
    }

    [Theory, Covers("X1", "X2")]
    [InlineData(true, RunStatus.Open)]
    [InlineData(false, RunStatus.Failed)]
    [InlineData(null, RunStatus.Unknown)]
    public async Task An_effect_whose_host_died_is_settled_by_looking(bool? happened, RunStatus expected)
    {
        using var bench = Bench(() => Effects.Of("true", happened));
        bench.Launcher = new DyingHost(begins: true);
        (await bench.Drive()).Status.ShouldBe(expected);
        if (happened == true) results.ShouldHaveSingleItem().Settled.ShouldBe("looked");
        if (happened is null) bench.State.UnknownEffects.ShouldHaveSingleItem().Unknown!.Evidence.ShouldBe(["looked"]);
    }

    [Theory, Covers("X2")]
    [InlineData(true, RunStatus.Open)]
    [InlineData(false, RunStatus.Failed)]
    public async Task A_person_settles_an_unknown_effect_either_way_and_it_is_not_started_again(bool happened, RunStatus expected)
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'"));
        var real = bench.Launcher;
        bench.Launcher = new DyingHost(begins: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Unknown);
        bench.Launcher = real;
        (await bench.Drive()).Status.ShouldBe(RunStatus.Unknown);
        bench.Post(new ResolveEffect(null, happened, "I looked") { Actor = EngineBench.Ada });
        (await bench.Drive()).Status.ShouldBe(expected);
        Effects.Count(bench).ShouldBe(0);
        if (happened) results.ShouldHaveSingleItem().Settled.ShouldBe("settled by ada: I looked");
    }

    [Fact, Covers("X1")]
    public async Task A_host_that_never_starts_leaves_nothing_done_and_a_retry_starts_it()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'"));
        var real = bench.Launcher;
        bench.Launcher = new DyingHost(begins: false);
        (await bench.Drive()).Problem!.Code.ShouldBe(RunProblems.EffectFailed.Id);
        Effects.Count(bench).ShouldBe(0);
        bench.Launcher = real;
        (await bench.Retry()).Status.ShouldBe(RunStatus.Open);
        Effects.Count(bench).ShouldBe(1);
    }

    [Fact, Covers("X1")]
    public async Task An_effect_journaled_as_started_that_never_began_is_begun()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of($"echo x >> '{bench!["count"]}'"));
        bench.Append(new PhaseStarted("ship", 1));
        bench.Append(new StepStarted("ship.1/apply", EffectKind.Once, StepJson.Hash(null), 1));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        Effects.Count(bench).ShouldBe(1);
        bench.State.Steps["ship.1/apply"].Attempts.ShouldBe(2);
    }

    [Fact, Covers("X1", "X5")]
    public async Task An_effect_goes_on_during_a_shutdown_and_the_next_process_takes_it_up()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of(Effects.Long(bench!)));
        using var shutdown = new CancellationTokenSource();
        var first = bench.DriveUntil(shutdown.Token);
        await Until(() => Effects.Count(bench) == 1);
        await shutdown.CancelAsync();
        await first.ShouldThrowAsync<OperationCanceledException>();
        bench.State.Status.ShouldBe(RunStatus.Running);
        bench.Events[^1].ShouldBeOfType<StepStarted>();
        var second = bench.Drive();
        await File.WriteAllTextAsync(bench["go"], "", TestContext.Current.CancellationToken);
        (await second).Status.ShouldBe(RunStatus.Open);
        Effects.Count(bench).ShouldBe(1);
        File.ReadAllText(results.ShouldHaveSingleItem().LogFile).ShouldBe("begun\nended\n");
    }

    [Fact, Covers("X1", "X2")]
    public async Task An_effect_whose_real_host_is_killed_is_unknown_and_is_never_started_again()
    {
        EngineBench? bench = null;
        using var made = bench = Bench(() => Effects.Of(Effects.Long(bench!)));
        var drive = bench.Drive();
        await Until(() => Effects.Count(bench) == 1);
        var folder = EffectFolder.Of(bench.Directory, "ship.1/apply");
        await bench.Launcher.Kill(folder.Order!.Nonce, TestContext.Current.CancellationToken);
        (await drive).Status.ShouldBe(RunStatus.Unknown);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Unknown);
        Effects.Count(bench).ShouldBe(1);
    }

    internal static async Task Until(Func<bool> there)
    {
        for (var i = 0; i < 1200 && !there(); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        there().ShouldBeTrue();
    }

    private EngineBench Bench(Func<OnceEffect> effect, bool thenWait = false) => new(("ship", async run =>
    {
        results.Add(await run.Once("apply", null, effect()));
        if (thenWait) await run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "to be restarted"));
    }
    ));

    private static GroundwrightException NoLonger() => new(Problem.Of(RunProblems.GuardFailed, "no longer"));
}

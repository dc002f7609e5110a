using System.Runtime.InteropServices;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Secrets;
using Groundwright.Core.Tests.Runs.Engine;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Effects;

public sealed class EffectClientTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly EffectHostLauncher launcher = new(StubTool.Path, ["host"], new Leftovers(TimeProvider.System));

    [Fact, Covers("X1")]
    public async Task A_late_host_with_an_old_nonce_does_nothing()
    {
        var effect = new EffectFolder(folder["effect"]);
        effect.Write(new EffectOrder("new", "sh", ["-c", $"echo x >> '{folder["count"]}'"], folder.Path, null, 1));
        (await Host(effect, "old")).ShouldBe(4);
        effect.Begun.ShouldBeNull();
        effect.Withdraw();
        (await Host(effect, "new")).ShouldBe(4);
        File.Exists(folder["count"]).ShouldBeFalse();
    }

    [Fact, Covers("X1")]
    public async Task A_second_host_of_the_same_attempt_does_nothing()
    {
        var effect = new EffectFolder(folder["effect"]);
        effect.Write(new EffectOrder("once", "sh", ["-c", $"echo x >> '{folder["count"]}'"], folder.Path, null, 1));
        (await Host(effect, "once")).ShouldBe(0);
        (await Host(effect, "once")).ShouldBe(4);
        File.ReadAllLines(folder["count"]).Length.ShouldBe(1);
        effect.Exit!.ExitCode.ShouldBe(0);
    }

    [Fact, Covers("X1")]
    public async Task A_program_that_is_not_there_is_an_exit_with_its_reason_in_the_log()
    {
        var effect = new EffectFolder(folder["effect"]);
        effect.Write(new EffectOrder("n", "no-such-program-at-all", [], folder.Path, null, 1));
        (await Host(effect, "n")).ShouldBe(0);
        effect.Exit!.ExitCode.ShouldBe(127);
        effect.ReadLog().ShouldContain("no-such-program-at-all");
    }

    [Fact, Covers("X1")]
    public async Task Two_orders_at_once_start_at_most_one_process()
    {
        using var both = new Barrier(2);
        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Start(new Together(launcher, both)))));
        var count = File.Exists(folder["count"]) ? File.ReadAllLines(folder["count"]).Length : 0;
        count.ShouldBeLessThanOrEqualTo(1);
        reports.Any(report => report.Fate == EffectFate.Ended).ShouldBe(count == 1);
        reports.ShouldNotContain(report => report.Fate == EffectFate.Lost);
    }

    [Fact, Covers("X1")]
    public async Task An_effect_that_goes_on_is_not_started_a_second_time()
    {
        var first = Start(launcher, wait: true);
        await OnceTests.Until(() => File.Exists(folder["count"]));
        var refused = await Should.ThrowAsync<GroundwrightException>(() => Start(launcher));
        refused.Problem.Code.ShouldBe(RunProblems.EffectFailed);
        folder.Write("go", "");
        (await first).Exit!.ExitCode.ShouldBe(0);
        File.ReadAllLines(folder["count"]).Length.ShouldBe(1);
    }

    [Fact, Covers("X1")]
    public async Task Everybody_who_waits_sees_the_same_end_and_all_of_the_output()
    {
        var first = Start(launcher, wait: true);
        await OnceTests.Until(() => File.Exists(folder["count"]));
        var lines = new List<string>();
        var second = Client(launcher).Wait(line => lines.Add(line.Text), CancellationToken.None, CancellationToken.None);
        folder.Write("go", "");
        (await second).ShouldBe(await first);
        lines.ShouldBe(["begun", "ended"]);
    }

    [Fact, Covers("X1")]
    public async Task An_effect_that_was_never_ordered_never_began() =>
        (await Client(launcher).Wait(_ => { }, CancellationToken.None, CancellationToken.None)).Fate.ShouldBe(EffectFate.NeverBegun);

    public void Dispose() => folder.Dispose();

    private Task<EffectReport> Start(IEffectLauncher by, bool wait = false)
    {
        var pause = wait ? $"while [ ! -e '{folder["go"]}' ]; do sleep 0.05; done; " : "";
        var command = new Command("sh", ["-c", $"echo begun; echo x >> '{folder["count"]}'; {pause}echo ended"]) { WorkingDirectory = folder.Path };
        return Client(by).Start(command, null, _ => { }, CancellationToken.None, CancellationToken.None);
    }

    private EffectClient Client(IEffectLauncher by) => new(new EffectFolder(folder["effect"]), by, TimeProvider.System);

    private static Task<int> Host(EffectFolder effect, string nonce) =>
        new EffectHost(new CommandRunner(TimeProvider.System, new Masker()), TimeProvider.System).Run(effect, nonce, TestContext.Current.CancellationToken);

    /// <summary>Starts no host before both orders are given.</summary>
    private sealed class Together(IEffectLauncher real, Barrier both) : IEffectLauncher
    {
        public IDetachedProcess Start(EffectFolder folder, string nonce, CommandEnvironment environment, IReadOnlyList<SafeHandle> inherited)
        {
            both.SignalAndWait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            return real.Start(folder, nonce, environment, inherited);
        }

        public Task Kill(string nonce, CancellationToken cancellationToken) => real.Kill(nonce, cancellationToken);
    }
}

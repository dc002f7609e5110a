using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class EnvironmentLockTests
{
    [Fact, Covers("X1", "X4")]
    public async Task The_lock_of_an_environment_lasts_as_long_as_the_effect_that_got_it()
    {
        EngineBench? bench = null;
        LocalLock? held = null;
        using var made = bench = new EngineBench(("ship", run => run.Once("apply", null, Effects.Of("") with
        {
            Command = _ =>
            {
                held = Take(bench!);
                return Task.FromResult(new Command("sh", ["-c", Effects.Long(bench!)]) { WorkingDirectory = bench!.Git, InheritedHandles = held!.Handles });
            },
        })));
        using var shutdown = new CancellationTokenSource();
        var drive = bench.DriveUntil(shutdown.Token);
        await OnceTests.Until(() => Effects.Count(bench) == 1);
        await shutdown.CancelAsync();
        await drive.ShouldThrowAsync<OperationCanceledException>();
        held!.LeaveToEffects();
        Take(bench).ShouldBeNull();
        await File.WriteAllTextAsync(bench["go"], "", TestContext.Current.CancellationToken);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        await OnceTests.Until(() => IsFree(bench));
    }

    private static LocalLock? Take(EngineBench bench) =>
        new LocalLocks(bench.Git).TryTake("prod", new LockHolder("run", "ada", "here", Environment.ProcessId, "apply", DateTimeOffset.UnixEpoch, []));

    private static bool IsFree(EngineBench bench)
    {
        var taken = Take(bench);
        taken?.Release();
        return taken is not null;
    }
}

using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
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
        EnvironmentLock? held = null;
        using var made = bench = new EngineBench(("ship", run => run.Once("apply", null, Effects.Of("") with
        {
            Command = _ =>
            {
                held = new EnvironmentLocks(bench!.Git, TimeProvider.System).Take("prod", run.Id);
                return Task.FromResult(new Command("sh", ["-c", Effects.Long(bench)]) { WorkingDirectory = bench.Git, InheritedHandles = [held.Handle] });
            },
        })));
        using var shutdown = new CancellationTokenSource();
        var drive = bench.DriveUntil(shutdown.Token);
        await OnceTests.Until(() => Effects.Count(bench) == 1);
        await shutdown.CancelAsync();
        await drive.ShouldThrowAsync<OperationCanceledException>();
        held!.Dispose();
        Should.Throw<GroundwrightException>(() => Take(bench)).Problem.Code.ShouldBe(EnvironmentProblems.Locked);
        await File.WriteAllTextAsync(bench["go"], "", TestContext.Current.CancellationToken);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        await OnceTests.Until(() => IsFree(bench));
    }

    private static EnvironmentLock Take(EngineBench bench) => new EnvironmentLocks(bench.Git, TimeProvider.System).Take("prod", "another");

    private static bool IsFree(EngineBench bench)
    {
        try
        {
            Take(bench).Dispose();
            return true;
        }
        catch (GroundwrightException)
        {
            return false;
        }
    }
}

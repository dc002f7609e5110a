using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Tests.Runs.Engine;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs;

public sealed class RunLogsTests
{
    [Theory, Covers("T9")]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("absent")]
    public async Task A_log_that_is_not_what_was_sealed_is_not_whole(string damage)
    {
        using var bench = new EngineBench(("test", run => run.Step("print", null, scope =>
        {
            scope.Log(new OutputLine(false, "ok"));
            scope.Log(new OutputLine(true, "FAILED"));
            return Task.FromResult(0);
        })));
        var seal = (await bench.Drive()).Steps["test.1/print"].Log!;
        var file = RunLogs.FileOf(bench.Directory, bench.State, "test.1/print");
        File.ReadAllText(file).ShouldBe("ok\nFAILED\n");
        RunLogs.IsWhole(bench.Directory, seal).ShouldBeTrue();
        if (damage == "cut") File.WriteAllText(file, "ok\n");
        if (damage == "changed") File.WriteAllText(file, "ok\nPASSED\n");
        if (damage == "longer") File.AppendAllText(file, "passed\n");
        if (damage == "absent") File.Delete(file);
        RunLogs.IsWhole(bench.Directory, seal).ShouldBeFalse();
    }

    [Fact, Covers("T9")]
    public async Task A_step_that_printed_nothing_has_no_seal()
    {
        using var bench = new EngineBench(("test", run => run.Step("silent", null, _ => Task.FromResult(0))));
        (await bench.Drive()).Steps["test.1/silent"].Log.ShouldBeNull();
        bench.Events.OfType<StepCompleted>().ShouldHaveSingleItem().Log.ShouldBeNull();
    }
}

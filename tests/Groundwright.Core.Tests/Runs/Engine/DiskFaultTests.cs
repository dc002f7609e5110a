using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class DiskFaultTests
{
    private const int NoSpace = 28;
    private const int TooManyFiles = 24;

    [Theory, Covers("R2")]
    [InlineData(NoSpace, "the disk is full")]
    [InlineData(TooManyFiles, "the disk refuses")]
    public async Task A_disk_that_refuses_is_no_failure_of_the_work_and_the_run_goes_on_where_it_stopped(int error, string words)
    {
        Needs.Linux();
        var refuses = true;
        using var bench = new EngineBench(("build", async run =>
        {
            await run.Step("before", null, _ => Task.FromResult(1));
            await run.Step("write", null, _ => refuses ? throw new IOException("no more", error) : Task.FromResult(1));
        }
        ));
        var stopped = await Should.ThrowAsync<GroundwrightException>(bench.Drive);
        stopped.Problem.Code.ShouldBe(RunProblems.JournalWrite);
        stopped.Problem.Summary.ShouldStartWith(words);
        stopped.Problem.Remedies.ShouldContain(remedy => remedy.Command.StartsWith("gw runs resume", StringComparison.Ordinal));
        bench.State.Status.ShouldBe(RunStatus.Running);
        bench.Events.ShouldNotContain(fact => fact is StepFailed || fact is PhaseEnded);
        refuses = false;
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        bench.State.Steps["build.1/before"].Attempts.ShouldBe(1);
        bench.State.Steps["build.1/write"].Attempts.ShouldBe(2);
    }

    [Fact, Covers("T3", "J6")]
    public async Task What_a_step_returns_is_what_the_journal_took_so_that_a_secret_changes_no_later_input()
    {
        var returned = new List<string>();
        using var bench = new EngineBench(("test", async run =>
        {
            var said = await run.Step("tool", null, _ => Task.FromResult("failed with s3cret-value"));
            returned.Add(said);
            await run.Step("mend", new { said }, _ => Task.FromResult(1));
            await run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "to be restarted"));
        }
        ));
        bench.Mask = text => text.Replace("s3cret-value", "***", StringComparison.Ordinal);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        returned.ShouldBe(["failed with ***", "failed with ***"]);
    }
}

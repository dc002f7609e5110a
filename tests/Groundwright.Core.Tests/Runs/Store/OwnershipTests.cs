using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

[Covers("J2", "J5")]
public sealed class OwnershipTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void One_of_many_processes_at_once_gets_the_run()
    {
        folder.With(0);
        var probes = Enumerable.Range(0, 6).Select(_ => folder.Probe("hold")).ToList();
        try
        {
            SpinWait.SpinUntil(() => probes.Count(probe => probe.Output.Length > 0) == probes.Count, TimeSpan.FromMinutes(1)).ShouldBeTrue();
            probes.Count(probe => probe.Output.StartsWith("holds", StringComparison.Ordinal)).ShouldBe(1);
            probes.Count(probe => probe.Output.StartsWith("problem GW1304", StringComparison.Ordinal)).ShouldBe(5);
        }
        finally
        {
            probes.ForEach(probe => probe.Dispose());
        }
    }

    [Fact]
    public void One_of_many_processes_at_once_makes_the_run()
    {
        var probes = Enumerable.Range(0, 6).Select(_ => folder.Probe("create")).ToList();
        probes.ForEach(probe => probe.WaitForExit(TimeSpan.FromMinutes(1)));
        probes.Count(probe => probe.Output.StartsWith("created", StringComparison.Ordinal)).ShouldBe(1);
        probes.Count(probe => probe.Output.StartsWith("problem GW1309", StringComparison.Ordinal)).ShouldBe(5);
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(1);
        probes.ForEach(probe => probe.Dispose());
    }

    [Fact]
    public void A_frozen_owner_keeps_the_run_and_is_named()
    {
        Needs.Linux();
        folder.With(0);
        using var owner = folder.Probe("hold");
        StoreFolder.WaitFor(owner, "holds");
        StoreFolder.Signal("-STOP", owner);
        var problem = StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id));
        problem.Code.ShouldBe(RunProblems.Held);
        problem.Summary.ShouldContain($"process {owner.Id} on {Environment.MachineName}");
        problem.Remedies.Select(remedy => remedy.Command).ShouldBe([$"kill -CONT {owner.Id}", $"kill -KILL {owner.Id}"]);
        folder.Store.OwnerOf(StoreFolder.Id)!.ProcessId.ShouldBe(owner.Id);
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(1);

        // What the message says to type does end it, and then the run is free.
        ChildProcess.Run("bash", ["-c", problem.Remedies[1].Command]).ExitCode.ShouldBe(0);
        owner.WaitForExit(TimeSpan.FromMinutes(1));
        using var taken = folder.Store.Open(StoreFolder.Id);
    }

    [Fact]
    public void An_owner_at_work_is_ended_by_what_the_message_says()
    {
        Needs.Linux();
        folder.With(0);
        using var owner = folder.Probe("hold");
        StoreFolder.WaitFor(owner, "holds");
        var problem = StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id));
        problem.Retry.CanHelp.ShouldBeTrue();
        ChildProcess.Run("bash", ["-c", problem.Remedies.Single(remedy => remedy.Command.StartsWith("kill", StringComparison.Ordinal)).Command]).ExitCode.ShouldBe(0);
        owner.WaitForExit(TimeSpan.FromMinutes(1));
        folder.Store.OwnerOf(StoreFolder.Id).ShouldBeNull();
    }

    [Fact]
    public void What_a_dead_owner_said_is_not_believed()
    {
        folder.With(0);
        using (var owner = folder.Probe("hold"))
        {
            StoreFolder.WaitFor(owner, "holds");
            owner.Kill();
            owner.WaitForExit(TimeSpan.FromMinutes(1));
        }
        File.Exists(Path.Combine(folder.Run(), "owner.json")).ShouldBeTrue();
        folder.Store.OwnerOf(StoreFolder.Id).ShouldBeNull();
        using (folder.Store.Open(StoreFolder.Id)) folder.Store.OwnerOf(StoreFolder.Id)!.ProcessId.ShouldBe(Environment.ProcessId);
        File.Exists(Path.Combine(folder.Run(), "owner.json")).ShouldBeFalse();
    }

    [Fact]
    public void An_owner_that_says_nothing_still_owns()
    {
        folder.With(0);
        using var held = folder.Store.Open(StoreFolder.Id);
        File.WriteAllText(Path.Combine(folder.Run(), "owner.json"), "{ half a");
        folder.Store.OwnerOf(StoreFolder.Id)!.ProcessId.ShouldBe(0);
        StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id)).Code.ShouldBe(RunProblems.Held);
    }

    [Fact]
    public void Looking_who_owns_a_run_never_makes_taking_it_fail()
    {
        folder.With(0);
        using var first = folder.Probe("look", count: 1_000_000);
        using var second = folder.Probe("look", count: 1_000_000);
        for (var i = 0; i < 300; i++) folder.Store.Open(StoreFolder.Id).Dispose();
        first.HasExited.ShouldBeFalse();
    }

    [Fact]
    public void A_child_of_the_owner_does_not_keep_the_run()
    {
        Needs.Linux();
        folder.With(0);
        var held = folder.Store.Open(StoreFolder.Id);
        using var child = ChildProcess.Start("sleep", ["60"]);
        held.Dispose();
        using var again = folder.Store.Open(StoreFolder.Id);
    }

    public void Dispose() => folder.Dispose();
}

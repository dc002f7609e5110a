using System.Diagnostics;
using Groundwright.Adapters.Git.Shared;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;
using static Groundwright.Adapters.Tests.Git.Shared.Clones;

namespace Groundwright.Adapters.Tests.Git.Shared;

public sealed class LeasedLocksTests
{
    [Fact, Covers("J9")]
    public async Task Of_twenty_in_two_clones_who_want_an_environment_at_once_one_gets_it()
    {
        using var clones = Clones.Create();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Locks(i % 2 == 0 ? clones.First : clones.Second, lease: 60)));
        var results = await Task.WhenAll(all.Select((locks, i) => Task.Run(() => Attempt(locks, $"run{i}"))));
        var winner = results.Single(result => result.Held is not null).Held!;
        results.Select(result => result.Problem?.Code).OfType<ProblemCode>().ShouldAllBe(code => code == EnvironmentProblems.Locked);
        foreach (var clone in new[] { clones.First, clones.Second })
            (await (await Locks(clone)).Holders("prod", Stop)).Select(holder => holder.RunId).ShouldBe([winner.Claim.RunId]);
        var refused = results.First(result => result.Problem?.Summary.Contains(winner.Claim.RunId, StringComparison.Ordinal) == true).Problem!;
        refused.Summary.ShouldContain("of ada");
        refused.Detail!.ShouldContain("deploy 4f9c2e1");
        refused.Retry.CanHelp.ShouldBeTrue();
        await winner.DisposeAsync();
        await using var next = await (await Locks(clones.Second)).Take(Request("next"), Stop);
    }

    [Fact, Covers("R11")]
    public async Task Disjoint_targets_are_held_by_several_and_the_environment_by_one()
    {
        using var clones = Clones.Create();
        var (first, second) = (await Locks(clones.First, patience: TimeSpan.Zero), await Locks(clones.Second, patience: TimeSpan.Zero));
        var app = await first.Take(Request("run1", "app"), Stop);
        await using (await first.Take(Request("run2", "network"), Stop))
        await using (await second.Take(Request("run3", "site"), Stop))
        {
            app.Handles.Count.ShouldBe(2);
            foreach (var locks in new[] { first, second })
            {
                (await ProblemOf(() => locks.Take(Request("run4"), Stop))).Code.ShouldBe(EnvironmentProblems.Locked);
                (await ProblemOf(() => locks.Take(Request("run4", "app", "other"), Stop))).Code.ShouldBe(EnvironmentProblems.Locked);
                (await locks.Holders("prod", Stop)).Select(holder => holder.RunId).Order(StringComparer.Ordinal).ShouldBe(["run1", "run2", "run3"]);
            }
            await app.Confirm(Stop);
        }
        await app.DisposeAsync();
        await using var whole = await second.Take(Request("run4"), Stop);
        (await ProblemOf(() => first.Take(Request("run5", "app"), Stop))).Summary.ShouldContain("run4");
    }

    [Fact, Covers("R4", "X4")]
    public async Task A_holder_frozen_for_two_leases_finds_everything_refused_when_it_thaws()
    {
        Needs.Linux();
        using var clones = Clones.Create();
        const double lease = 2;
        using var holder = Start("hold", clones.First, lease, "prod", "frozen", clones["go"]);
        await Until(() => holder.Output.Contains("holds", StringComparison.Ordinal));
        var epoch = holder.Output.Split("holds ")[1].Trim();
        Signal(holder, "STOP");
        await Task.Delay(TimeSpan.FromSeconds(2 * lease), Stop);
        var locks = await Locks(clones.Second, lease);
        await using var taken = await locks.Take(Request("second"), Stop);
        using var ledger = await Ledger(clones.Second);
        await ledger.Write(Deploy("second", "prod", taken.Claim), Stop);
        await File.WriteAllTextAsync(clones["go"], "", Stop);
        Signal(holder, "CONT");
        await Until(() => holder.Output.Contains("done", StringComparison.Ordinal));
        holder.Output.ShouldContain("write GW2055");
        holder.Output.ShouldContain("confirm GW2055");
        holder.Output.ShouldContain("renew lost");
        // What the effect host asks before an effect, with the claim of the frozen one.
        ChildProcess.Run(Probe, ["keep", clones.First, "2", "prod", "frozen", epoch]).ExitCode.ShouldBe(3);
        holder.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBe(0);
        (await ledger.Read(Stop)).Releases.Select(release => release.RunId).ShouldBe(["second"]);
        await taken.Confirm(Stop);
    }

    [Fact, Covers("R11")]
    public async Task A_killed_holders_lock_is_free_within_one_lease_elsewhere_and_at_once_in_its_own_clone()
    {
        Needs.Linux();
        using var clones = Clones.Create();
        const double lease = 12;
        using var holder = Start("hold", clones.First, lease, "prod", "killed", clones["go"]);
        await Until(() => holder.Output.Contains("holds", StringComparison.Ordinal));
        holder.Kill();
        holder.WaitForExit(TimeSpan.FromSeconds(10));
        (await (await Locks(clones.First, lease)).Holders("prod", Stop)).ShouldBeEmpty();
        var watch = Stopwatch.StartNew();
        await using (var taken = await (await Locks(clones.Second, lease)).Take(Request("second"), Stop))
        {
            watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(lease), TimeSpan.FromSeconds(1.5 * lease));
            foreach (var clone in new[] { clones.First, clones.Second })
                (await (await Locks(clone)).Holders("prod", Stop)).Select(found => found.RunId).ShouldBe(["second"]);
            GitSandbox.GitIn(clones.Remote, "cat-file", "blob", GitLockTables.RefOf("prod")).ShouldContain(taken.Claim.Epoch);
        }
        using var again = Start("hold", clones.First, 60, "prod", "killed", clones["go"]);
        await Until(() => again.Output.Contains("holds", StringComparison.Ordinal));
        again.Kill();
        again.WaitForExit(TimeSpan.FromSeconds(10));
        watch.Restart();
        await using var same = await (await Locks(clones.First, 60)).Take(Request("resumed"), Stop);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact, Covers("J9", "J5")]
    public async Task A_living_holder_is_noticed_by_its_renewals_and_not_waited_for()
    {
        using var clones = Clones.Create();
        await using var held = await (await Locks(clones.First, lease: 9)).Take(Request("run1"), Stop);
        await Task.Delay(TimeSpan.FromSeconds(4), Stop);
        var watch = Stopwatch.StartNew();
        var problem = await ProblemOf(async () => await (await Locks(clones.Second, lease: 9)).Take(Request("run2"), Stop));
        problem.Code.ShouldBe(EnvironmentProblems.Locked);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
        await held.Confirm(Stop);
    }

    [Fact, Covers("X4", "J9")]
    public async Task A_write_under_a_lost_lock_moves_nothing_and_one_under_a_renewed_lock_goes_through()
    {
        using var clones = Clones.Create();
        var locks = await Locks(clones.First, lease: 60);
        using var ledger = await Ledger(clones.First);
        var held = await locks.Take(Request("run1"), Stop);
        // The keeper of an effect renews the same claim meanwhile.
        (await locks.Renew(held.Claim, Stop)).ShouldBeTrue();
        await ledger.Write(Deploy("run1", "prod", held.Claim), Stop);
        await held.Confirm(Stop);
        // The lock goes in just the moment between the look and the push: the server refuses both refs.
        var tip = GitSandbox.GitIn(clones.Remote, "rev-parse", GitLedger.Ref);
        var tables = (await Open(clones.Second)).OpenLockTables(TimeProvider.System);
        var stolen = false;
        var steal = Deploy("run1", "prod", held.Claim);
        var problem = await ProblemOf(() => ledger.Write(steal with
        {
            Apply = state =>
            {
#pragma warning disable xUnit1031, VSTHRD002 // The change itself is not asynchronous.
                if (!stolen) Task.Run(async () => await tables.Swap("prod", await tables.Read("prod", Stop), LockTable.Empty, Stop)).GetAwaiter().GetResult();
#pragma warning restore xUnit1031, VSTHRD002
                stolen = true;
                return Deploy("run1", "prod").Apply(state);
            },
        }, Stop));
        problem.Code.ShouldBe(EnvironmentProblems.LockLost);
        GitSandbox.GitIn(clones.Remote, "rev-parse", GitLedger.Ref).ShouldBe(tip);
        await held.DisposeAsync();
    }

    [Fact, Covers("X4")]
    public async Task Without_a_remote_the_lock_is_checked_in_the_same_transaction()
    {
        using var opened = await Opened.Create();
        var locks = await Locks(opened.Sandbox.Root);
        using var ledger = await Ledger(opened.Sandbox.Root);
        var held = await locks.Take(Request("run1"), Stop);
        held.Keeper.ShouldBeNull();
        await ledger.Write(Deploy("run1", "prod", held.Claim), Stop);
        await held.Confirm(Stop);
        await held.DisposeAsync();
        (await ProblemOf(() => ledger.Write(Deploy("run1", "prod", held.Claim), Stop))).Code.ShouldBe(EnvironmentProblems.LockLost);
        await using var next = await locks.Take(Request("run2"), Stop);
        (await ProblemOf(() => ledger.Write(Deploy("run1", "prod", held.Claim), Stop))).Code.ShouldBe(EnvironmentProblems.LockLost);
    }

    [Fact]
    public async Task A_lock_is_broken_only_when_its_holder_is_gone_and_that_is_in_the_audit_log()
    {
        Needs.Linux();
        using var clones = Clones.Create();
        var second = await Locks(clones.Second);
        using var holder = Start("hold", clones.First, 30, "prod", "held", clones["go"]);
        await Until(() => holder.Output.Contains("holds", StringComparison.Ordinal));
        (await ProblemOf(() => second.Break("prod", Ada, "impatient", Stop))).Code.ShouldBe(EnvironmentProblems.HolderAlive);
        holder.Kill();
        holder.WaitForExit(TimeSpan.FromSeconds(10));
        await second.Break("prod", Ada, "the machine burned down", Stop);
        (await second.Holders("prod", Stop)).ShouldBeEmpty();
        (await ProblemOf(() => second.Break("prod", Ada, "again", Stop))).Code.ShouldBe(EnvironmentProblems.NotLocked);
        using var ledger = await Ledger(clones.First);
        var record = (await ledger.History(Stop)).Records().ShouldHaveSingleItem();
        (record.Fact.Action, record.Fact.RunId, record.Fact.Environment).ShouldBe(("break-lock", "held", "prod"));
        record.Fact.Detail.ShouldContain("burned down");
        await using var free = await second.Take(Request("run2"), Stop);
    }

    [Fact]
    public async Task A_lock_outlives_a_remote_that_is_gone_for_a_while()
    {
        using var clones = Clones.Create();
        var held = await (await Locks(clones.First, lease: 6)).Take(Request("run1"), Stop);
        Directory.Move(clones.Remote, clones.Remote + ".away");
        (await ProblemOf(() => held.Confirm(Stop))).Code.ShouldBe(GitProblemsOfRemote);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Stop);
        Directory.Move(clones.Remote + ".away", clones.Remote);
        await held.Confirm(Stop);
        Directory.Move(clones.Remote, clones.Remote + ".away");
        await held.DisposeAsync();
        (await ProblemOf(async () => await (await Locks(clones.First)).Take(Request("run2"), Stop))).Code.ShouldBe(GitProblemsOfRemote);
        Directory.Move(clones.Remote + ".away", clones.Remote);
        await using var next = await (await Locks(clones.First)).Take(Request("run2"), Stop);
    }

    private static async Task<(IEnvironmentLock? Held, Problem? Problem)> Attempt(LeasedLocks locks, string run)
    {
        try
        {
            return (await locks.Take(Request(run), Stop), null);
        }
        catch (GroundwrightException fault)
        {
            return (null, fault.Problem);
        }
    }

    private static ProblemCode GitProblemsOfRemote => Adapters.Git.GitProblems.RemoteUnreachable;

    private static void Signal(ChildProcess process, string signal) => ChildProcess.Run("kill", [$"-{signal}", $"{process.Id}"]).ExitCode.ShouldBe(0);
}

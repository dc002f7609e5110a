using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Tests.Environments;

public sealed class DriftCheckTests
{
    private static readonly Actor Ada = new("ada", "os-user");
    private static readonly Release There = Made.Release("dev-1");
    private readonly MemoryLedger ledger = new(Made.Ledger(There));
    private readonly ManualTime time = new(Made.Now);
    private readonly WatchedLocks locks = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_differs_is_found_seen_again_and_closed()
    {
        var app = new DriftingTarget("app") { Changes = [Change("bucket")] };
        (await Run(app)).Findings.Single().ShouldBe(new DriftFinding("app", "dev-1", Made.Now, app.Changes));
        ledger.Facts.Single().Detail.ShouldBe("app differ from dev-1");

        time.Now = Made.Now.AddHours(1);
        (await Run(app)).Findings.Single().Found.ShouldBe(Made.Now);

        app.Changes = [];
        var closed = await Run(app);
        closed.Findings.ShouldBeEmpty();
        closed.Closed.ShouldBe(["app"]);
        ledger.State.Of("dev").Drift.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_differs_and_nothing_did_the_ledger_is_left_alone()
    {
        (await Run(new DriftingTarget("app"))).Findings.ShouldBeEmpty();
        ledger.Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_audit_log_tells_when_a_finding_opens_changes_and_closes_and_not_that_it_is_still_there()
    {
        var app = new DriftingTarget("app") { Changes = [Change("bucket"), Change("queue")] };
        for (var look = 0; look < 3; look++)
        {
            time.Now = Made.Now.AddHours(look);
            await Run(app);
            app.Changes = [.. app.Changes.Reverse()];
        }
        ledger.Facts.Count.ShouldBe(1, "it opened");

        app.Changes = [Change("bucket"), Change("database")];
        await Run(app);
        await Run(app);
        ledger.Facts.Count.ShouldBe(2, "something else differs");

        app.Fault = Problem.Of(TargetProblems.ToolFailed, "no credentials");
        await Run(app);
        ledger.Facts.Count.ShouldBe(2, "it could not be looked at");

        (app.Fault, app.Changes) = (null, []);
        await Run(app);
        await Run(app);
        ledger.Facts.Count.ShouldBe(3, "it closed");
    }

    [Fact]
    public async Task An_accepted_finding_that_expires_is_told_once_more()
    {
        var app = new DriftingTarget("app") { Changes = [Change("bucket")] };
        await Run(app);
        await ledger.Write(DriftFindings.Ignore("dev", "app", Made.Now.AddDays(2), "by hand", Ada, Made.Now), Stop);
        await Run(app);
        ledger.Facts.Select(fact => fact.Action).ShouldBe(["drift", "drift-ignore"]);
        time.Now = Made.Now.AddDays(2);
        await Run(app);
        await Run(app);
        ledger.Facts.Select(fact => fact.Action).ShouldBe(["drift", "drift-ignore", "drift"]);
    }

    [Fact]
    public async Task An_environment_that_is_being_changed_is_left_alone()
    {
        locks.Held = new LockHolder("run12345", "hubot", "here", 1, "deploy 4f9c2e1", Made.Now, []);
        var app = new DriftingTarget("app") { Changes = [Change("bucket")] };
        (await Run(app)).Skipped.ShouldBe("run run12345 of hubot is changing it (deploy 4f9c2e1)");
        app.Asked.ShouldBe(0);
        locks.Taken.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_seen_while_somebody_began_to_change_it_is_thrown_away()
    {
        var app = new DriftingTarget("app") { Changes = [Change("bucket")], OnAsked = () => locks.Held = new LockHolder("run12345", "hubot", "here", 1, "deploy", Made.Now, []) };
        (await Run(app)).Skipped.ShouldNotBeNull();
        ledger.State.Of("dev").Drift.ShouldBeEmpty();

        locks.Held = null;
        app.OnAsked = () => ledger.State = Made.Ledger(There, Made.Release("dev-2"));
        (await Run(app)).Skipped.ShouldBe("dev-2 is there now");
        ledger.State.Of("dev").Drift.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_cannot_be_looked_at_keeps_its_finding_and_does_not_stop_the_others()
    {
        var (app, jobs) = (new DriftingTarget("app") { Changes = [Change("bucket")] }, new DriftingTarget("jobs") { Changes = [Change("queue")] });
        await Run(app, jobs);
        app.Fault = Problem.Of(TargetProblems.ToolFailed, "no credentials");
        jobs.Changes = [];

        var outcome = await Run(app, jobs);
        outcome.Findings.Select(finding => finding.Target).ShouldBe(["app"]);
        outcome.Closed.ShouldBe(["jobs"]);
        outcome.Unknown.ShouldBe([new DriftUnknown("app", "GW2021: no credentials")]);
    }

    [Fact]
    public async Task An_accepted_finding_stays_accepted_until_it_expires_or_more_differs()
    {
        var app = new DriftingTarget("app") { Changes = [Change("bucket")] };
        await Run(app);
        await ledger.Write(DriftFindings.Ignore("dev", "app", Made.Now.AddDays(2), "by hand", Ada, Made.Now), Stop);
        DriftFindings.IsIgnored((await Run(app)).Findings.Single(), time.Now).ShouldBeTrue();

        app.Changes = [Change("bucket"), Change("database")];
        DriftFindings.IsIgnored((await Run(app)).Findings.Single(), time.Now).ShouldBeFalse();

        await ledger.Write(DriftFindings.Ignore("dev", "app", Made.Now.AddDays(2), "by hand", Ada, Made.Now), Stop);
        time.Now = Made.Now.AddDays(2);
        (await Run(app)).Findings.Single().Ignored.ShouldBeNull();
    }

    [Fact]
    public async Task Only_what_was_found_can_be_accepted()
    {
        var fault = await Should.ThrowAsync<GroundwrightException>(() => ledger.Write(DriftFindings.Ignore("dev", "app", Made.Now.AddDays(1), "x", Ada, Made.Now), Stop));
        fault.Problem.Code.ShouldBe(DriftProblems.NoFinding);
        fault.Problem.Remedies[0].Command.ShouldBe("gw drift check dev");
    }

    [Fact]
    public async Task Targets_get_the_outputs_of_those_they_come_after()
    {
        var network = new DriftingTarget("network") { Gives = new Dictionary<string, string> { ["vpc"] = "vpc-1" } };
        var app = new DriftingTarget("app") { After = ["network"] };
        await Run(network, app);
        app.Seen!.Inputs.ShouldBe(new Dictionary<string, string> { ["network.vpc"] = "vpc-1" });
        app.Seen.Tree.ShouldBe("tdev-1");
    }

    private Task<DriftOutcome> Run(params ITarget[] targets) =>
        new DriftCheck(ledger, locks, time).Run(new DriftSubject(new EnvironmentSettings { Name = "dev" }, There, targets, "/checkout"), Ada, null, Stop);

    private static ResourceChange Change(string address) => new(address, "terraform_data", ChangeAction.Update, false);

    private sealed class WatchedLocks : IEnvironmentLocks
    {
        public LockHolder? Held { get; set; }

        public bool Taken { get; private set; }

        public Task<IEnvironmentLock> Take(LockRequest request, CancellationToken cancellationToken)
        {
            Taken = true;
            throw new NotSupportedException();
        }

        public Task<IReadOnlyList<LockHolder>> Holders(string environment, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LockHolder>>(Held is null ? [] : [Held]);

        public Task Break(string environment, Actor actor, string reason, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> Renew(LockClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class DriftingTarget(string name) : ITarget
    {
        public IReadOnlyList<ResourceChange> Changes { get; set; } = [];

        public Problem? Fault { get; set; }

        public Action? OnAsked { get; set; }

        public int Asked { get; private set; }

        public TargetScope? Seen { get; private set; }

        public IReadOnlyDictionary<string, string> Gives { get; init; } = new Dictionary<string, string>();

        public string Name => name;

        public IReadOnlyList<string> After { get; init; } = [];

        public string? Folder => null;

        public string? NotRolledBack => null;

        public Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken)
        {
            Asked++;
            Seen = scope;
            OnAsked?.Invoke();
            return Fault is null ? Task.FromResult(Changes) : throw new GroundwrightException(Fault);
        }

        public Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken) => Task.FromResult(Gives);

        public Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public AppliedChanges ReadApplied(TargetPlan plan, string log) => throw new NotSupportedException();

        public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Discard(TargetPlan plan) => throw new NotSupportedException();
    }
}

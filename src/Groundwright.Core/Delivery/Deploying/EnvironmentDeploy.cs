using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Plans a version for an environment, asks whom it must, and applies it.</summary>
/// <param name="run">The run.</param>
/// <param name="services">What phases work with.</param>
/// <param name="environment">Where.</param>
/// <param name="prefix">Begins the names of the steps, where a phase deploys more than once.</param>
internal sealed class EnvironmentDeploy(IRun run, PhaseServices services, EnvironmentSettings environment, string prefix = "")
{
    /// <summary>Plans only.</summary>
    /// <exception cref="GroundwrightException">GW1605: it cannot be planned; all that is wrong.</exception>
    public async Task<CheckReport> Plan(DeployVersion version, IReadOnlyList<ITarget> targets)
    {
        var merged = !run.State.Work[^1].Options.ContainsKey(DeployOptions.Branch);
        if (!merged)
        {
            var tip = await run.Step($"{prefix}default-branch", null, scope => services.Repository.DefaultBranch(fetch: false, scope.Cancellation));
            await new ReachApproval(services, run, targets).Ask(tip.Commit, version.Tree, $"{prefix}1");
        }
        var plans = await new TargetChecks(services, run, environment, prefix) { Merged = merged, Image = version.Image }.Of(version.Tree, version.Commit, "1", targets);
        return plans.Passed ? plans : throw new GroundwrightException(Problem.Of(DeliveryProblems.TestsFailed, $"{version.Short} cannot be planned for {environment.Name}",
            string.Join('\n', plans.Failures) + "\nNothing was applied.", new Remedy($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything the tools printed"), new Remedy($"gw runs retry {run.Id}", "plans again")));
    }

    /// <summary>All of it.</summary>
    /// <param name="version">What.</param>
    /// <param name="targets">Which targets of it.</param>
    /// <param name="asked">Whether somebody asked for it by a command, and is asked again when they see the plan.</param>
    /// <returns>Null: something newer took its place.</returns>
    public async Task<Outcome?> Go(DeployVersion version, IReadOnlyList<ITarget> targets, bool asked)
    {
        // Where nobody is asked, the plan is made under the lock: nothing can move between it and the apply.
        var unasked = !asked && environment.Approvals is null;
        var held = unasked ? await Lock(version, targets, automatic: true) : null;
        try
        {
            if (unasked && held is null) return null;
            var plans = await Plan(version, targets);
            var authors = await Authors(version);
            var gates = await Approve(version, plans, authors, asked);
            held ??= await Lock(version, targets, automatic: !asked);
            return held is null ? null : await new Deployment(run, services, environment, new ApprovedVersion(version, plans, gates) { Authors = authors }, prefix).Go(targets, new DeployProgress(held));
        }
        finally
        {
            if (held is not null) await held.DisposeAsync();
        }
    }

    /// <summary>The environment's lock, in turn; null when the version was superseded meanwhile.</summary>
    public Task<IEnvironmentLock?> Lock(DeployVersion version, IReadOnlyList<ITarget> targets, bool automatic)
    {
        var all = services.TargetsOf(environment).Count == targets.Count;
        var request = new LockRequest(environment.Name, run.Id, run.State.Work[^1].Actor, $"{version.Mode} {version.Short}") { Targets = all ? [] : [.. targets.Select(target => target.Name)] };
        // What goes back is older than what is there on purpose: nothing supersedes it.
        return new Turn(run, services, environment, version, request, automatic && version.Mode != ReleaseModes.Rollback, prefix).Take();
    }

    private async Task<IReadOnlyList<string>> Approve(DeployVersion version, CheckReport plans, IReadOnlyList<string> authors, bool asked)
    {
        if (plans.Deferred.Count == 0 && plans.Plans.All(plan => plan.IsEmpty)) return [];
        var title = version.Mode == ReleaseModes.Rollback ? $"roll {environment.Name} back to {version.From}" : $"apply {version.Name} to {environment.Name}";
        var lost = version.Mode == ReleaseModes.Rollback ? services.TargetsOf(environment).Select(target => target.NotRolledBack).OfType<string>().Select(what => $"not rolled back: {what}") : [];
        var approval = new DeployApproval(run, services, environment, authors);
        return await approval.Ask(approval.For(plans, title, asked ? "it was asked for by a command, and this is what it would do" : null, [.. lost]), $"{prefix}1");
    }

    /// <summary>Who made what is new in the version; asked for only where they may not approve it.</summary>
    private async Task<IReadOnlyList<string>> Authors(DeployVersion version) => environment.Approvals is not { NotRequester: true } ? [] :
        await run.Step($"{prefix}authors", new { version.Commit }, async scope =>
        {
            var current = (await services.Ledger.Read(scope.Cancellation)).Current(environment.Name);
            var from = current is null ? null : await services.Repository.Resolve(current.Commit, scope.Cancellation);
            var commits = await services.Repository.Log(from, version.Commit, scope.Cancellation);
            return (IReadOnlyList<string>)[.. commits.Select(commit => commit.Author).Distinct().Take(100)];
        });
}

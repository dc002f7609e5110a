using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Delivery.Shipping;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>
/// Everything is there, a person agrees (or <c>zte</c> is allowed), the change is merged and the reviewed plan is applied to the first environment,
/// looked at and recorded (A8).
/// </summary>
internal sealed class ShipPhase(PhaseServices services) : IPhase
{
    public string Name => "ship";

    public IReadOnlyList<string> Needs => ["review"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var environment = TargetEnvironment.Of(run, services.Settings);
        Readiness.CheckSettings(run, services, environment);
        var branch = await RunBranch.Open(run);
        Readiness.CheckRun(run, branch);
        await branch.Push(run, services, branch.Head);
        var merged = await new Shipment(run, services, environment, branch).Merge();
        var targets = services.TargetsOf(environment);
        // What was approved for just this plan is not superseded by others: it is not automatic.
        await using var held = await new EnvironmentDeploy(run, services, environment).Lock(merged.Approved.Version, targets, automatic: false);
        var outcome = await new Deployment(run, services, environment, merged.Approved).Go(targets, new DeployProgress(held!));
        if (!outcome.Good) outcome = await new FailedDeploy(run, services, environment).Settle(outcome);
        await new Confirmation(run, services, environment).Ask(outcome.Release);
        return Result(environment, branch, merged, outcome);
    }

    private PhaseResult Result(EnvironmentSettings environment, RunBranch branch, Merged merged, Outcome outcome)
    {
        var deployed = new DeployResult(services, environment).Of(outcome);
        var health = outcome.Checks.Count > 0 ? $"  {deployed.Facts[RunFacts.Checks]}" : "";
        var facts = new Dictionary<string, string>(deployed.Facts)
        {
            [RunFacts.Merge] = merged.Commit,
            [RunFacts.Commit] = branch.Head,
            [RunFacts.Plan] = merged.Checks.PlanId,
            [RunFacts.PlanText] = PlanText.Full(merged.Checks.Plans),
            [RunFacts.Checks] = $"{ChecksText.Of(merged.Checks.Plans)}{health}",
            [RunFacts.CatchUp] = services.Repository.Remote is { } remote ? $"git pull --ff-only {remote} {merged.Branch}" : $"git read-tree -m -u {merged.Previous[..12]} {merged.Commit[..12]}",
        };
        return new PhaseResult($"shipped to {environment.Name}", facts) { Final = true };
    }
}

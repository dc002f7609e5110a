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
        var shipment = new Shipment(run, services, environment, branch);
        var merged = await shipment.Merge();
        using var deployment = new Deployment(run, services, environment, merged);
        var applied = await deployment.Apply();
        var checks = await deployment.Verify();
        var release = await deployment.Record(applied, checks);
        return deployment.Result(branch, release);
    }
}

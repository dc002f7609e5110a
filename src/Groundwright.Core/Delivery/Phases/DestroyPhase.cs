using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Delivery.Shipping;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>Takes everything of an environment away: a plan is shown, the environment's name is typed, and an audit record is left (A10).</summary>
internal sealed class DestroyPhase(PhaseServices services) : IPhase
{
    public string Name => "destroy";

    public IReadOnlyList<string> Needs => [];

    public async Task<PhaseResult> Run(IRun run)
    {
        var environment = TargetEnvironment.Of(run, services.Settings);
        var dryRun = run.State.Work[^1].Options.ContainsKey(DeployOptions.DryRun);
        if (environment.Protected && !dryRun) throw IsProtected(environment);
        Readiness.CheckEnvironment(services, environment);
        var version = await Version(run, environment);
        if (!dryRun) await new Admission(run, services, environment).Check(version, run.Cancellation);
        var audit = new DestroyAudit(run, services, environment, dryRun);
        var plans = await Plan(run, environment, version);
        if (dryRun)
        {
            await audit.Write(plans, confirmedBy: null, "dry run", ExitCode.Ok);
            return new PhaseResult($"would destroy {Count(plans)} in {environment.Name}", Facts(environment, plans));
        }
        try
        {
            return await Destroy(run, environment, version, plans, audit);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code != RunProblems.JournalWrite)
        {
            await audit.Write(plans, audit.ConfirmedBy, fault.Problem.Summary, fault.Problem.Code.Exit);
            throw;
        }
    }

    private async Task<PhaseResult> Destroy(IRun run, EnvironmentSettings environment, DeployVersion version, CheckReport plans, DestroyAudit audit)
    {
        var gates = await new DeployApproval(run, services, environment).Ask([Gate(environment, plans)], "1");
        audit.ConfirmedBy = run.State.Gates[gates[0]].Answer!.Actor.Name;
        var all = services.TargetsOf(environment);
        await using var held = (await new Turn(run, services, environment, version, new LockRequest(environment.Name, run.Id, run.State.Work[^1].Actor, "destroy"), automatic: false, "").Take())!;
        var approved = new ApprovedVersion(version, plans, gates);
        var progress = new DeployProgress(held);
        // What others build on goes last.
        var graph = await new TargetGraph(environment.Parallel, goOn: false).Run([.. all.Reverse()], target => all.Where(other => other.After.Contains(target.Name)).Select(other => other.Name),
            target => new TargetApply(run, services, environment, approved, progress, "") { Arrives = false }.Run(target));
        // What was refused before anything began is no release: everything is still there.
        if (graph.Failed.Count > 0 && !TargetApply.HasBegun(run, "")) throw graph.Refusal;
        var release = await new ReleaseRecord(run, services, environment, approved, "").Write(progress, graph, []);
        if (graph.Failed.Count > 0) throw graph.Refusal;
        await audit.Write(plans, audit.ConfirmedBy, "destroyed", ExitCode.Ok);
        return new PhaseResult($"destroyed {Count(plans)} in {environment.Name}", new Dictionary<string, string>(Facts(environment, plans)) { [RunFacts.Release] = release.Id, [RunFacts.Mode] = ReleaseModes.Destroy }) { Final = true };
    }

    /// <summary>What is there now says how it is taken away; where nothing was released, the default branch.</summary>
    private Task<DeployVersion> Version(IRun run, EnvironmentSettings environment) => run.Step("version", null, async scope =>
    {
        var images = new ImageChoice(run, services, environment);
        var ledger = await services.Ledger.Read(scope.Cancellation);
        if (ledger.Current(environment.Name) is { } release) return images.BackTo(release, ledger) with { Mode = ReleaseModes.Destroy };
        var tip = await services.Repository.DefaultBranch(fetch: true, scope.Cancellation);
        var tree = await services.Repository.TreeOf(tip.Commit, scope.Cancellation);
        return new DeployVersion(tip.Commit, tree, ReleaseModes.Destroy, null) { Image = images.Of(ledger, tree) };
    });

    private async Task<CheckReport> Plan(IRun run, EnvironmentSettings environment, DeployVersion version)
    {
        var checks = new TargetChecks(services, run, environment) { Image = version.Image };
        var plans = new List<TargetPlan>();
        foreach (var target in services.TargetsOf(environment).Reverse())
        {
            var inputs = await checks.InputsOf(target, version.Tree, "destroy");
            plans.Add(await run.Step($"plan-destroy-{target.Name}", new { version.Tree, environment = environment.Name }, async scope =>
            {
                using var checkout = await services.Checkouts.Make(run.Id, version.Tree, scope.Cancellation);
                return await target.PlanDestroy(new TargetScope(run.Id, environment.Name, checkout.Directory, version.Tree, scope.Log) { Image = version.Image, Inputs = inputs }, scope.Cancellation);
            }));
        }
        return new CheckReport(version.Tree, version.Commit, plans, []);
    }

    private static GateRequest Gate(EnvironmentSettings environment, CheckReport plans) => new("destroy", GateKind.Approval, $"destroy everything in {environment.Name}", "nothing of it comes back")
    {
        What = [.. PlanText.Stakes(plans.Plans)],
        Subject = plans.PlanId,
        Typed = environment.Name,
    };

    private static string Count(CheckReport plans) => plans.Plans.Sum(plan => plan.Deletes) is var count && count == 1 ? "1 resource" : $"{count} resources";

    private static Dictionary<string, string> Facts(EnvironmentSettings environment, CheckReport plans) => new()
    {
        [RunFacts.Environment] = environment.Name,
        [RunFacts.Plan] = plans.PlanId,
        [RunFacts.PlanText] = PlanText.Full(plans.Plans),
        [RunFacts.Applied] = PlanText.Counts(plans.Plans),
    };

    private static GroundwrightException IsProtected(EnvironmentSettings environment) => new(Problem.Of(EnvironmentProblems.ProtectedFromDestroy,
        $"{environment.Name} is protected and is not destroyed", "`protected: false` must stand in groundwright.yaml on the default branch first.\nNothing was changed.",
        new Remedy($"gw destroy {environment.Name} --dry-run", "shows what would go")));
}

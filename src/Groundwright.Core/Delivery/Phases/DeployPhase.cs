using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Delivery.Shipping;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>
/// Puts a version into an environment: <c>deploy</c> the default branch, <c>promote</c> what is good in the environment before, <c>rollback</c> to what was good here. As a phase
/// of a workflow, <c>deploy-prod</c> deploys what the run merged.
/// </summary>
/// <param name="services">What phases work with.</param>
/// <param name="name">Such as <c>deploy</c>, <c>promote</c>, <c>rollback</c>, <c>deploy-prod</c>.</param>
internal sealed class DeployPhase(PhaseServices services, string name) : IPhase
{
    public string Name => name;

    /// <summary>Whether it follows other phases by itself, rather than being asked for by a command.</summary>
    private string? Follows => Workflows.EnvironmentOf(name);

    public IReadOnlyList<string> Needs => Follows is null ? [] : ["ship"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var environment = Follows is { } follows ? services.Settings.Environments.First(one => one.Name == follows) : TargetEnvironment.Of(run, services.Settings);
        var targets = Targets(run, environment);
        Readiness.CheckEnvironment(services, environment);
        var choice = new VersionChoice(run, services, environment);
        var version = name switch
        {
            "promote" => await choice.ToPromote(),
            "rollback" => await choice.ToRollBack(),
            _ => await choice.ToDeploy(),
        };
        if (Follows is not null && await HeldBy(run, environment) is { } held) return new PhaseResult($"{environment.Name} is on hold: {held.Reason}", new Dictionary<string, string>()) { Final = true };
        var admission = new Admission(run, services, environment);
        if (admission.SoakKept is { } kept) throw new GroundwrightException(kept);
        await Soak(run, environment, version);
        await admission.Check(version, run.Cancellation);
        var deploy = new EnvironmentDeploy(run, services, environment);
        if (run.State.Work[^1].Options.ContainsKey(DeployOptions.PlanOnly)) return Planned(environment, version, await deploy.Plan(version, targets));
        var replaced = version.Mode == ReleaseModes.Rollback ? await Current(run, environment) : null;
        var outcome = await deploy.Go(version, targets, asked: Follows is null);
        if (replaced is not null) await MarkBad(run, replaced);
        if (outcome is null) return new PhaseResult($"superseded: something newer goes to {environment.Name}", new Dictionary<string, string>()) { Final = true };
        if (!outcome.Good) outcome = await new FailedDeploy(run, services, environment).Settle(outcome);
        await new Confirmation(run, services, environment).Ask(outcome.Release);
        return new DeployResult(services, environment).Of(outcome);
    }

    private IReadOnlyList<ITarget> Targets(IRun run, EnvironmentSettings environment)
    {
        var all = services.TargetsOf(environment);
        if (run.State.Work[^1].Options.GetValueOrDefault(DeployOptions.Targets) is not { } named) return all;
        var names = named.Split(',');
        var unknown = names.Where(wanted => all.All(target => target.Name != wanted)).ToList();
        if (unknown.Count > 0) throw new GroundwrightException(Problem.Of(EnvironmentProblems.NoTargets, $"{environment.Name} has no target {string.Join(", ", unknown)}",
            $"There are: {string.Join(", ", all.Select(target => target.Name))}.", new Remedy($"gw deploy {environment.Name}", "deploys all of them")));
        return [.. all.Where(target => names.Contains(target.Name))];
    }

    /// <summary>A rollback stays until a person lets go: what follows by itself does not undo it (rule R9).</summary>
    private Task<Notice?> HeldBy(IRun run, EnvironmentSettings environment) =>
        run.Step("hold", null, async scope => (await services.Ledger.Read(scope.Cancellation)).Of(environment.Name).Hold);

    private async Task Soak(IRun run, EnvironmentSettings environment, DeployVersion version)
    {
        if (version.Mode == ReleaseModes.Rollback) return;
        var left = await run.Step("soak", null, async scope => new Admission(run, services, environment).StillSoaking(await services.Ledger.Read(scope.Cancellation), version));
        if (left > TimeSpan.Zero) await run.Sleep("soaking", left);
    }

    private Task<Release?> Current(IRun run, EnvironmentSettings environment) =>
        run.Step("replaced", null, async scope => (await services.Ledger.Read(scope.Cancellation)).Current(environment.Name));

    /// <summary>Whoever went back says that what was there is bad.</summary>
    private Task MarkBad(IRun run, Release replaced)
    {
        var reason = run.State.Work[^1].Options.GetValueOrDefault(DeployOptions.Reason) ?? "rolled back";
        return new Verdicts(run, services).Say(replaced, ReleaseVerdict.Bad, new GateAnswer(false, run.State.Work[^1].Actor, reason, GateRules.SelfAttested, null), "verdict-replaced");
    }

    private static PhaseResult Planned(EnvironmentSettings environment, DeployVersion version, CheckReport plans) => new($"planned {version.Name} for {environment.Name}: {PlanText.Counts(plans.Plans)}", new Dictionary<string, string>
    {
        [RunFacts.Environment] = environment.Name,
        [RunFacts.Plan] = plans.PlanId,
        [RunFacts.PlanText] = PlanText.Full(plans.Plans),
        [RunFacts.Checks] = ChecksText.Of(plans.Plans),
    })
    { Final = true };
}

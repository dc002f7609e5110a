using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Applies one target: the approved plan, or, where something it builds on was just changed, a new plan that does the same.</summary>
internal sealed class TargetApply(IRun run, PhaseServices services, EnvironmentSettings environment, ApprovedVersion approved, DeployProgress progress, string prefix)
{
    private readonly TargetChecks checks = new(services, run, environment, prefix) { Image = approved.Version.Image };
    private IReadOnlyList<string> gates = approved.Gates;
    private TargetScope? place;

    /// <summary>Whether what was applied is waited for. False when it was taken away.</summary>
    public bool Arrives { get; init; } = true;

    /// <summary>Whether an apply was started in the phase that goes on, as far as the journal knows. What a guard or a lost lease kept from starting was not.</summary>
    public static bool HasBegun(IRun run, string prefix) => run.State.Steps.Values.Any(step => step.Effect == EffectKind.Once && step.Problem?.Code != RunProblems.LeaseLost.Id
        && run.State.IsCurrent(step.Key) && step.Key.Split('/')[1].StartsWith($"{prefix}apply-", StringComparison.Ordinal));

    /// <summary>Returns when the target is applied and has arrived.</summary>
    /// <exception cref="GroundwrightException">It failed; what was done until then is told.</exception>
    public async Task Run(ITarget target)
    {
        var plan = await Current(target);
        progress.Planned(plan);
        progress.Applied(target.Name, plan.IsEmpty ? new AppliedChanges(0, 0, 0) : await Apply(target, plan));
        // What an earlier apply brought may not have come up: it does not become good by being deployed again.
        if (!Arrives || (plan.IsEmpty && !target.ComesUpLater)) return;
        var arrived = await run.Step($"{prefix}arrived-{target.Name}", new { plan.Sha256 }, scope => Arrive(target, plan, scope));
        progress.Arrived(target.Name, arrived);
        if (arrived.Results.Where(result => !result.Passed).ToList() is { Count: > 0 } missing) throw NotArrived(target, missing);
    }

    private async Task<AppliedChanges> Apply(ITarget target, TargetPlan plan)
    {
        var effect = await run.Once($"{prefix}apply-{target.Name}", new { plan.Sha256 }, Effect(target, plan));
        return await run.Step($"{prefix}applied-{target.Name}", new { plan.Sha256 }, scope => Read(target, plan, effect, scope));
    }

    private async Task<TargetPlan> Current(ITarget target)
    {
        var reviewed = approved.PlanOf(target.Name);
        if (reviewed is not null && !target.After.Any(progress.Changed)) return reviewed;
        var again = await checks.Plan(target, approved.Version.Tree, target.After.Count == 0 ? "late" : "after-" + string.Join("-", target.After));
        if (again.Plan is not { } plan || again.Failures.Count > 0) throw Another(target, string.Join('\n', again.Failures));
        if (reviewed is null) await AskFor(target, plan);
        else if (PlanIds.ActionsOf([plan]) != PlanIds.ActionsOf([reviewed])) throw Another(target, plan.Text);
        return plan;
    }

    /// <summary>It could not be planned before what it builds on was there, so it is approved now.</summary>
    private async Task AskFor(ITarget target, TargetPlan plan)
    {
        if (plan.IsEmpty) return;
        var late = new CheckReport(approved.Version.Tree, approved.Version.Commit, [plan], []);
        var why = approved.Gates.Count > 0 ? $"it could not be planned before {string.Join(", ", target.After)} was applied" : null;
        var approval = new DeployApproval(run, services, environment, approved.Authors);
        gates = [.. gates, .. await approval.Ask(approval.For(late, $"apply {target.Name} to {environment.Name}", why), $"{prefix}{target.Name}")];
    }

    private OnceEffect Effect(ITarget target, TargetPlan plan) => new()
    {
        Command = async scope =>
        {
            var command = await target.ApplyCommand(await Place(target, scope, fresh: true), plan, scope.Cancellation);
            return command with { InheritedHandles = [.. command.InheritedHandles, .. progress.Lock.Handles], Owner = run.Id };
        },
        Guards = async scope => await new ApplyGuards(run, services, environment, approved with { Gates = gates }).Read(target, plan, await Place(target, scope), progress.Lock, scope),
        Keeper = () => progress.Lock.Keeper is { } command ? new EffectKeeper(command) { Lease = progress.Lock.Lease, Kept = progress.Lock.Kept } : null,
        Settle = async (scope, log) =>
        {
            var verdict = await target.Settle(await Place(target, scope), plan, log, scope.Cancellation);
            if (verdict.Fate == ApplyFate.Unknown) await new Quarantine(services, run.Id).Begin(environment.Name, $"nobody knows whether {target.Name} was applied", scope.Cancellation);
            return new EffectVerdict(verdict.Fate switch { ApplyFate.Done => true, ApplyFate.NotBegun => false, _ => null }, verdict.Evidence);
        },
    };

    /// <summary>Where the target is applied. A successor takes up the folder its predecessor applied in: a state that could not be written lies there (rule X9).</summary>
    private async Task<TargetScope> Place(ITarget target, StepScope scope, bool fresh = false)
    {
        if (place is not null) return place;
        var name = $"{prefix}apply-{run.State.Phases[^1].Name}-{run.State.Phases[^1].Occurrence}-{target.Name}";
        var directory = (fresh ? null : services.Checkouts.Find(run.Id, name)) ?? await services.Checkouts.MakeNamed(run.Id, name, approved.Version.Tree, scope.Cancellation);
        return place = new TargetScope(run.Id, environment.Name, directory, approved.Version.Tree, scope.Log) { Image = approved.Version.Image, Inputs = await checks.InputsOf(target, approved.Version.Tree, "apply") };
    }

    private async Task<AppliedChanges> Read(ITarget target, TargetPlan plan, EffectResult effect, StepScope scope)
    {
        var log = File.Exists(effect.LogFile) ? await File.ReadAllTextAsync(effect.LogFile, scope.Cancellation) : "";
        var changes = target.ReadApplied(plan, log);
        if (effect.ExitCode is null or 0) return changes;
        progress.Applied(target.Name, changes);
        var why = await target.ExplainFailure(await Place(target, scope), plan, log, scope.Cancellation);
        if (why.FirstOrDefault(problem => problem.Code == TargetProblems.StateNotWritten) is { } lost) await new Quarantine(services, run.Id).Begin(environment.Name, lost.Summary, scope.Cancellation);
        throw new GroundwrightException(
        [
            Problem.Of(DeliveryProblems.ApplyFailed, $"the apply of {target.Name} to {environment.Name} failed: {why[0].Summary}",
                $"{why[0].Detail}\nDone before it failed: {changes.Added} added, {changes.Changed} changed, {changes.Destroyed} destroyed. The version is {approved.Version.Short}.",
                [.. why[0].Remedies, new Remedy($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything it printed"), new Remedy($"gw runs retry {run.Id}", "plans what is left and asks for approval again")]),
            .. why.Skip(1),
        ]);
    }

    private async Task<Arrival> Arrive(ITarget target, TargetPlan plan, StepScope scope)
    {
        var where = await Place(target, scope);
        var results = await target.Arrive(where, plan, scope.Cancellation);
        foreach (var result in results) scope.Log(new OutputLine(!result.Passed, $"{(result.Passed ? "✓" : "✗")} {result.Name} {result.Detail}"));
        return new Arrival(results, await target.Versions(where, scope.Cancellation));
    }

    private GroundwrightException NotArrived(ITarget target, IReadOnlyList<HealthResult> missing) => new(Problem.Of(DeliveryProblems.ApplyFailed,
        $"{target.Name} was applied to {environment.Name} and did not arrive", string.Join('\n', missing.Select(result => $"✗ {result.Name}: {result.Detail}")),
        new Remedy($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything that was seen"), new Remedy($"gw runs retry {run.Id}", "plans again and looks again")));

    private GroundwrightException Another(ITarget target, string text) => new(Problem.Of(DeliveryProblems.ApplyFailed,
        $"after {string.Join(", ", target.After)} the plan of {target.Name} is another than the one approved", $"{text}\n{target.Name} was not applied.",
        new Remedy($"gw runs retry {run.Id}", "plans what is left and asks for approval again")));
}

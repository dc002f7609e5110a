using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>Applies approved plans to an environment under its lock, looks whether it works, and writes the release.</summary>
internal sealed class Deployment(IRun run, PhaseServices services, EnvironmentSettings environment, Merged merged) : IDisposable
{
    private readonly Dictionary<string, TargetScope> scopes = [];
    private EnvironmentLock? held;

    /// <summary>Applies target after target. A replanned dependent passes only when it does what was reviewed.</summary>
    public async Task<IReadOnlyDictionary<string, AppliedChanges>> Apply()
    {
        var applied = new Dictionary<string, AppliedChanges>();
        foreach (var target in services.TargetsOf(environment))
        {
            var plan = await Current(target, applied);
            if (plan.IsEmpty)
            {
                applied[target.Name] = new AppliedChanges(0, 0, 0);
                continue;
            }
            var effect = await run.Once($"apply-{target.Name}", new { plan.Sha256 }, Effect(target, plan));
            applied[target.Name] = await run.Step($"applied-{target.Name}", new { plan.Sha256 }, scope => Read(target, plan, effect, scope));
        }
        return applied;
    }

    /// <summary>Health checks and tests of the environment.</summary>
    public Task<IReadOnlyList<HealthResult>> Verify() => run.Step("verify", new { merged.Commit }, async scope =>
    {
        Lock();
        using var checkout = await services.Checkouts.Make(run.Id, merged.Tree, scope.Cancellation);
        var results = await new Health(services.Commands, services.Repository.Root, services.Time).Check(environment, checkout.Directory, scope.Log, scope.Cancellation);
        foreach (var result in results) scope.Log(new OutputLine(!result.Passed, $"{(result.Passed ? "✓" : "✗")} {result.Name} {result.Detail}"));
        return results;
    });

    /// <summary>Writes the release, good or bad, then complains when it is bad.</summary>
    public async Task<Release> Record(IReadOnlyDictionary<string, AppliedChanges> applied, IReadOnlyList<HealthResult> checks)
    {
        var release = await run.Observe("release", new { merged.Commit }, _ => Task.FromResult(services.Releases.Find(environment.Name, run.Id, merged.Commit)), scope =>
        {
            Lock();
            var made = Make(applied, checks, scope);
            services.Releases.Add(made);
            return Task.FromResult(made);
        });
        return release.Healthy ? release : throw Unhealthy(release, checks);
    }

    /// <summary>What the run came to.</summary>
    public PhaseResult Result(RunBranch branch, Release release)
    {
        var sum = release.Applied.Values.Aggregate(new AppliedChanges(0, 0, 0), (a, b) => new(a.Added + b.Added, a.Changed + b.Changed, a.Destroyed + b.Destroyed));
        var facts = new Dictionary<string, string>
        {
            [RunFacts.Merge] = merged.Commit,
            [RunFacts.Commit] = branch.Head,
            [RunFacts.Plan] = merged.Checks.PlanId,
            [RunFacts.PlanText] = PlanText.Full(merged.Checks.Plans),
            [RunFacts.Environment] = environment.Name,
            [RunFacts.Applied] = $"{sum.Added} added, {sum.Changed} changed, {sum.Destroyed} destroyed",
            [RunFacts.Release] = release.Id,
            [RunFacts.Checks] = $"{ChecksText.Of(merged.Checks.Plans)}{(release.Checks.Count > 0 ? $"  health ✓ {release.Checks.Count}/{release.Checks.Count}" : "")}",
            [RunFacts.CatchUp] = services.Repository.Remote is { } remote ? $"git pull --ff-only {remote} {merged.Branch}" : $"git read-tree -m -u {merged.Previous[..12]} {merged.Commit[..12]}",
        };
        if (environment.Url is { } url) facts[RunFacts.Url] = url;
        return new PhaseResult($"shipped to {environment.Name}", facts) { Final = true };
    }

    /// <summary>Lets the lock go; an effect that goes on holds it by itself. The folders it works in stay until the run is over.</summary>
    public void Dispose() => held?.Dispose();

    private async Task<TargetPlan> Current(ITarget target, Dictionary<string, AppliedChanges> applied)
    {
        var reviewed = merged.PlanOf(target.Name);
        var moved = target.After.Any(before => applied.TryGetValue(before, out var changes) && changes != new AppliedChanges(0, 0, 0));
        if (!moved) return reviewed;
        var again = await new TargetChecks(services, run, environment).Plan(target, merged.Tree, "after-" + string.Join("-", target.After));
        if (again.Plan is { } plan && PlanIds.ActionsOf([plan]) == PlanIds.ActionsOf([reviewed])) return plan;
        throw new GroundwrightException(Problem.Of(DeliveryProblems.ApplyFailed, $"after {string.Join(", ", target.After)} the plan of {target.Name} is another than the one approved",
            $"{string.Join('\n', again.Failures)}{again.Plan?.Text}\n{target.Name} was not applied.", new Remedy($"gw runs retry {run.Id}", "plans what is left and asks for approval again")));
    }

    private OnceEffect Effect(ITarget target, TargetPlan plan) => new()
    {
        Command = async scope =>
        {
            Lock();
            var command = await target.ApplyCommand(await Scope(target, scope, fresh: true), plan, scope.Cancellation);
            return command with { InheritedHandles = [.. command.InheritedHandles, held!.Handle], Owner = run.Id };
        },
        Guards = async scope => await new ApplyGuards(run, environment, merged, services.Time).Read(target, plan, await Scope(target, scope), scope),
        Settle = async (scope, log) =>
        {
            var verdict = await target.Settle(await Scope(target, scope), plan, log, scope.Cancellation);
            return new EffectVerdict(verdict.Fate switch { ApplyFate.Done => true, ApplyFate.NotBegun => false, _ => null }, verdict.Evidence);
        },
    };

    /// <summary>Where a target is applied. A successor takes up the folder its predecessor applied in: a state that could not be written lies there (rule X9).</summary>
    private async Task<TargetScope> Scope(ITarget target, StepScope scope, bool fresh = false)
    {
        if (scopes.TryGetValue(target.Name, out var known)) return known;
        var name = $"apply-{run.State.Phases[^1].Occurrence}-{target.Name}";
        var directory = (fresh ? null : services.Checkouts.Find(run.Id, name)) ?? await services.Checkouts.MakeNamed(run.Id, name, merged.Tree, scope.Cancellation);
        return scopes[target.Name] = new TargetScope(run.Id, environment.Name, directory, merged.Tree, scope.Log);
    }

    private async Task<AppliedChanges> Read(ITarget target, TargetPlan plan, EffectResult effect, StepScope scope)
    {
        var log = File.Exists(effect.LogFile) ? await File.ReadAllTextAsync(effect.LogFile, scope.Cancellation) : "";
        var changes = target.ReadApplied(plan, log);
        if (effect.ExitCode is null or 0) return changes;
        var why = await target.ExplainFailure(await Scope(target, scope), plan, log, scope.Cancellation);
        throw new GroundwrightException(
        [
            Problem.Of(DeliveryProblems.ApplyFailed, $"the apply of {target.Name} to {environment.Name} failed: {why[0].Summary}",
                $"{why[0].Detail}\nDone before it failed: {changes.Added} added, {changes.Changed} changed, {changes.Destroyed} destroyed. The change is merged as {merged.Commit[..10]}.",
                [.. why[0].Remedies, new Remedy($"gw runs logs {run.Id} ship", "everything it printed"), new Remedy($"gw runs retry {run.Id}", "plans what is left and asks for approval again")]),
            .. why.Skip(1),
        ]);
    }

    private Release Make(IReadOnlyDictionary<string, AppliedChanges> applied, IReadOnlyList<HealthResult> checks, StepScope scope) => new()
    {
        Id = services.Releases.NextId(environment.Name, scope.StartedAt),
        Environment = environment.Name,
        Mode = "deploy",
        RunId = run.Id,
        Commit = merged.Commit,
        Tree = merged.Tree,
        Plans = merged.Checks.Plans.ToDictionary(plan => plan.Target, plan => plan.Sha256),
        Applied = applied,
        Approvals = [.. merged.Gates.Select(key => run.State.Gates[key]).Select(gate => $"{gate.Request.Name}: {gate.Answer!.Actor.Name} ({gate.Answer.Attestation})")],
        Checks = [.. checks.Select(check => $"{(check.Passed ? "✓" : "✗")} {check.Name}: {check.Detail}")],
        Healthy = checks.All(check => check.Passed),
        Started = run.State.Phases[^1].Started,
        Ended = services.Time.GetUtcNow(),
    };

    private void Lock() => held ??= services.Locks.Take(environment.Name, run.Id);

    private GroundwrightException Unhealthy(Release release, IReadOnlyList<HealthResult> checks) => new(Problem.Of(DeliveryProblems.Unhealthy,
        $"{environment.Name} is not healthy after {release.Id}", string.Join('\n', checks.Where(check => !check.Passed).Select(check => $"✗ {check.Name}: {check.Detail}")) + $"\nThe change is merged as {merged.Commit[..10]} and applied.",
        new Remedy($"gw runs logs {run.Id} ship", "everything the checks printed"),
        new Remedy($"gw runs retry {run.Id}", "looks again")));
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// A Kustomize overlay that Flux applies. Groundwright never touches its objects: it moves the branch that Flux watches (or, where that is the default
/// branch, asks Flux to look), and follows the commit until it has arrived.
/// </summary>
public sealed class FluxTarget : ITarget
{
    private readonly TargetSettings settings;
    private readonly FluxSettings flux;
    private readonly PlanVault vault;
    private readonly TimeProvider time;
    private readonly KubernetesOptions options;
    private readonly PolicyRules policy;
    private readonly Kubectl kubectl;
    private readonly Renderer renderer;
    private readonly WatchedBranch branch;
    private readonly FluxPlanner planner;

    /// <summary>Puts a target together. Nothing is looked for or started yet.</summary>
    /// <param name="settings">Its entry, with <see cref="TargetSettings.Kustomize"/> and <see cref="TargetSettings.Flux"/> set.</param>
    /// <param name="cluster">kubectl context of the environment's cluster; null: the current one.</param>
    /// <param name="runner">Starts kubectl.</param>
    /// <param name="vault">Keeps its plans.</param>
    /// <param name="policy">Judges its plans.</param>
    /// <param name="branches">Branches of the remote; null: no repository.</param>
    /// <param name="time">Now.</param>
    /// <param name="options">What is rarely said.</param>
    public FluxTarget(TargetSettings settings, string? cluster, ICommandRunner runner, PlanVault vault, PolicyRules policy, IDeployBranches? branches, TimeProvider time, KubernetesOptions? options = null)
    {
        (this.settings, this.vault, this.policy, this.time, this.options, flux) = (settings, vault, policy, time, options ?? new KubernetesOptions(), settings.Flux!);
        kubectl = new Kubectl(settings, runner, cluster);
        renderer = new Renderer(kubectl, settings.Name, settings.Kustomize!);
        branch = new WatchedBranch(branches, flux, settings.Name);
        planner = new FluxPlanner(settings, kubectl, renderer, branch, vault, policy, time, this.options);
    }

    /// <inheritdoc/>
    public string Name => settings.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> After => settings.After;

    /// <inheritdoc/>
    public string? Folder => settings.Kustomize!.Contains('{', StringComparison.Ordinal) ? null : settings.Kustomize.Trim('/');

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken) => ManifestCheck.Problems(renderer, scope, cancellationToken);

    /// <inheritdoc/>
    public Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken) => planner.Plan(scope, cancellationToken);

    /// <inheritdoc/>
    public Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken) => Task.FromException<TargetPlan>(new GroundwrightException(Problem.Of(TargetProblems.NoDestroy,
        $"target {Name} is deployed by Flux, which would bring back what is taken away", "What Flux deploys goes when its Kustomization goes, and with it everything it made (`prune: true`).",
        new Remedy($"flux delete kustomization {flux.Kustomization ?? Name} -n {flux.Namespace}", $"takes {Name} away in the current cluster"))));

    /// <inheritdoc/>
    public async Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (PlanCheck.Age(plan, time.GetUtcNow()) is { } expired) return expired;
        vault.Read(plan);
        var now = await planner.Bound(scope, await renderer.Render(scope.Directory, scope.Environment, cancellationToken), cancellationToken);
        now["plan"] = plan.Sha256;
        return PlanCheck.Binding(plan, now) ?? await planner.CheckWatched(scope, plan, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        var command = branch.IsOwn
            ? branch.Branches.PushCommand(plan.Binding["branch"], await Commit(scope, plan, cancellationToken), FluxPlanner.TipOf(plan))
            : kubectl.Command((await FluxState.Read(kubectl, flux, Name, cancellationToken)).Reconcile(FluxPlanner.TokenOf(plan)));
        return command with { Owner = scope.RunId, Grace = options.Drain };
    }

    /// <inheritdoc/>
    public AppliedChanges ReadApplied(TargetPlan plan, string log) =>
        log.Contains(branch.IsOwn ? "Done" : "annotated", StringComparison.Ordinal) ? new(plan.Adds, plan.Updates, plan.Deletes) : new(0, 0, 0);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        if (!branch.IsOwn) return Task.FromResult<IReadOnlyList<Problem>>([ClusterFault.Of(log, kubectl.Context)]);
        var name = plan.Binding["branch"];
        var stale = log.Contains("(stale info)", StringComparison.Ordinal);
        return Task.FromResult<IReadOnlyList<Problem>>([stale
            ? Problem.Of(TargetProblems.PlanMoved, $"somebody else moved {name} meanwhile", $"{ClusterFault.Words(log)}\nNothing was overwritten, nothing was deployed.", PlanCheck.Again)
            : Problem.Of(TargetProblems.ToolFailed, $"{name} could not be pushed", ClusterFault.Words(log), new Remedy($"git ls-remote {branch.Branches.Remote} refs/heads/{name}", "tries the connection and shows where the branch stands"))]);
    }

    /// <inheritdoc/>
    public async Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        if (!branch.IsOwn)
        {
            var asked = (await FluxState.Read(kubectl, flux, Name, cancellationToken)).Requested;
            return asked == FluxPlanner.TokenOf(plan) ? new ApplyVerdict(ApplyFate.Done, ["Flux was asked to look"])
                : new ApplyVerdict(ApplyFate.NotBegun, [$"Flux was not asked by this plan; it was last asked with {asked ?? "nothing"}"]);
        }
        var (name, old, commit) = (plan.Binding["branch"], FluxPlanner.TipOf(plan), await Commit(scope, plan, cancellationToken));
        var tip = await branch.Tip(cancellationToken);
        if (tip is not null && await branch.Holds(tip, commit, cancellationToken)) return new ApplyVerdict(ApplyFate.Done, [$"{name} holds {commit[..10]}"]);
        return tip == old ? new ApplyVerdict(ApplyFate.NotBegun, [$"{name} still stands at {old ?? "nothing"}"])
            : new ApplyVerdict(ApplyFate.Unknown, [$"{name} stands at {tip ?? "nothing"}", $"it was at {old ?? "nothing"} and does not hold {commit}"]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        // A plan without changes was not applied: what must have arrived is where the branch stands.
        var commit = branch.IsOwn && !plan.IsEmpty ? plan.Binding["commit"] : await branch.Tip(cancellationToken);
        if (commit is null) return [];
        if (branch.IsOwn) await Hurry(commit, cancellationToken);
        var arrived = await new FluxArrival(kubectl, flux, Name, time, options).Wait(commit, Holds, renderer.Folder(scope.Environment), cancellationToken);
        return [arrived, .. await Workloads(scope, arrived.Passed, cancellationToken)];

        async Task<bool> Holds(string other)
        {
            await branch.Tip(cancellationToken);
            return await branch.Holds(other, commit, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public bool ComesUpLater => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken)
    {
        var state = await FluxState.Read(kubectl, flux, Name, cancellationToken);
        var tip = branch.IsOwn ? await branch.Tip(cancellationToken) : null;
        var wrong = new List<string>();
        if (state.Suspended) wrong.Add("is suspended");
        if (state.Failure is { } failure) wrong.Add($"{failure.Reason}: {failure.Message}");
        else if (!state.Ready) wrong.Add("is not ready");
        if (tip is not null && state.Applied != tip) wrong.Add($"has applied {state.Applied?[..10] ?? "nothing"}, the branch is at {tip[..10]}");
        var manifest = await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
        var live = await new LiveObjects(kubectl, vault).Compare(manifest, [], LiveObjects.FluxManager, cancellationToken);
        return [.. wrong.Select(what => new ResourceChange($"Kustomization/{state.Namespace}/{state.Name} {what}", "Kustomization.kustomize.toolkit.fluxcd.io", ChangeAction.Update, HoldsData: false)),
            .. PlanReport.Changes(live, policy.Stateful)];
    }

    /// <inheritdoc/>
    public string? NotRolledBack => branch.IsOwn
        ? $"data in the volumes of {Name}, and objects that jobs and operators made meanwhile"
        : $"{Name} by itself: Flux watches the default branch, so an older version comes back only by a revert there, or with `flux: {{ branch: ... }}`";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) =>
        Kubernetes.Versions.Of((await renderer.Render(scope.Directory, scope.Environment, cancellationToken)).Objects);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <inheritdoc/>
    public void Discard(TargetPlan plan) => vault.Discard(plan);

    /// <summary>How the workloads are, where Flux does not say so itself: it calls an overlay applied that was told to run nothing but broken images, and does not say why it waits in vain.</summary>
    private async Task<IReadOnlyList<HealthResult>> Workloads(TargetScope scope, bool arrived, CancellationToken cancellationToken)
    {
        var state = await FluxState.Read(kubectl, flux, Name, cancellationToken);
        if (arrived ? state.Waits : !state.IsWaiting) return [];
        var objects = (await renderer.Render(scope.Directory, scope.Environment, cancellationToken)).Objects;
        var space = state.TargetNamespace ?? (await Cluster.Find(kubectl, cancellationToken)).Namespace;
        return await new Rollout(kubectl, time, options).Wait(state.TargetNamespace is null ? objects : [.. objects.Select(one => one.In(space))], space, scope.OnLine, cancellationToken);
    }

    private async Task<string> Commit(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        var commit = await branch.Commit(scope, FluxPlanner.TipOf(plan), plan.Binding["date"], cancellationToken);
        return commit == plan.Binding["commit"] ? commit : throw new GroundwrightException(PlanCheck.Binding(plan, new Dictionary<string, string> { ["commit"] = commit })!);
    }

    // Flux looks by itself too, so being refused here costs time and nothing else.
    private async Task Hurry(string token, CancellationToken cancellationToken)
    {
        var state = await FluxState.Read(kubectl, flux, Name, cancellationToken);
        await kubectl.Ask(state.Reconcile(token), cancellationToken);
    }
}

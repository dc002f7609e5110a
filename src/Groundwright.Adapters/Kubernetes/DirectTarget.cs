using System.Globalization;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>A Kustomize overlay that Groundwright applies itself, by server-side apply. It keeps a record of what it applied, so that what leaves the overlay leaves the cluster.</summary>
public sealed class DirectTarget : ITarget
{
    private const string Destroy = "destroy";
    private readonly TargetSettings settings;
    private readonly PlanVault vault;
    private readonly PolicyRules policy;
    private readonly ApplyProgram? program;
    private readonly TimeProvider time;
    private readonly KubernetesOptions options;
    private readonly Kubectl kubectl;
    private readonly Renderer renderer;
    private readonly LiveObjects live;

    /// <summary>Puts a target together. Nothing is looked for or started yet.</summary>
    /// <param name="settings">Its entry, with <see cref="TargetSettings.Kustomize"/> set.</param>
    /// <param name="cluster">kubectl context of the environment's cluster; null: the current one.</param>
    /// <param name="runner">Starts kubectl.</param>
    /// <param name="vault">Keeps its plans.</param>
    /// <param name="policy">Judges its plans.</param>
    /// <param name="program">How its applies are started; null: it only plans.</param>
    /// <param name="time">Now.</param>
    /// <param name="options">What is rarely said.</param>
    public DirectTarget(TargetSettings settings, string? cluster, ICommandRunner runner, PlanVault vault, PolicyRules policy, ApplyProgram? program, TimeProvider time, KubernetesOptions? options = null)
    {
        (this.settings, this.vault, this.policy, this.program, this.time, this.options) = (settings, vault, policy, program, time, options ?? new KubernetesOptions());
        kubectl = new Kubectl(settings, runner, cluster);
        renderer = new Renderer(kubectl, settings.Name, settings.Kustomize!);
        live = new LiveObjects(kubectl, vault);
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
    public async Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken)
    {
        CheckWay();
        var manifest = await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
        var (look, record) = await Look(scope, manifest, cancellationToken);
        var bound = await Bound(scope, manifest.Sha256, "apply", look, record, cancellationToken);
        var begun = record.Begin(bound["id"], manifest.Objects);
        var order = Order(begun.Manifest(), begun.End(manifest.Objects).Manifest(), [.. manifest.Objects.Select(one => one.With((KubeObject.PlanNote, bound["id"])))], look);
        return Keep(scope, order, look, bound);
    }

    /// <inheritdoc/>
    public async Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken)
    {
        CheckWay();
        var (look, record) = await Look(scope, Manifest.Empty, cancellationToken);
        var bound = await Bound(scope, Manifest.Empty.Sha256, Destroy, look, record, cancellationToken);
        return Keep(scope, Order(record.Begin(bound["id"], []).Manifest(), null, [], look), look, bound);
    }

    /// <inheritdoc/>
    public async Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (PlanCheck.Age(plan, time.GetUtcNow()) is { } expired) return expired;
        vault.Read(plan);
        var mode = plan.Binding.GetValueOrDefault("mode") ?? "apply";
        var manifest = mode == Destroy ? Manifest.Empty : await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
        var (look, record) = await Look(scope, manifest, cancellationToken);
        var now = await Bound(scope, manifest.Sha256, mode, look, record, cancellationToken);
        now["plan"] = plan.Sha256;
        return PlanCheck.Binding(plan, now);
    }

    /// <inheritdoc/>
    public Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        // Not disposed: the process outlives us. It goes with Discard, or with what has expired.
        var file = vault.Open(plan)["plan"];
        var start = program ?? throw new InvalidOperationException("this target was made for planning only");
        return Task.FromResult(new Command(start.Program, [.. start.Arguments, file])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = kubectl.Command([]).Environment.Allowing("DOTNET_ROOT"),
            Owner = scope.RunId,
            Grace = options.Drain,
        });
    }

    /// <inheritdoc/>
    public AppliedChanges ReadApplied(TargetPlan plan, string log) => KubectlLog.Changes(plan, log);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Problem>>([ClusterFault.Of(log, kubectl.Context)]);

    /// <inheritdoc/>
    public Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) =>
        new DirectSettlement(kubectl, live, vault).Settle(plan, plan.Binding.GetValueOrDefault("mode") == Destroy, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Binding.GetValueOrDefault("mode") == Destroy) return [];
        var manifest = await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
        var cluster = await Cluster.Find(kubectl, cancellationToken);
        return await new Rollout(kubectl, time, options).Wait(manifest.Objects, cluster.Namespace, scope.OnLine, cancellationToken);
    }

    /// <inheritdoc/>
    public bool ComesUpLater => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken) =>
        PlanReport.Changes((await Look(scope, await renderer.Render(scope.Directory, scope.Environment, cancellationToken), cancellationToken)).Look, policy.Stateful);

    /// <inheritdoc/>
    public string? NotRolledBack => $"data in the volumes of {Name}, and objects that jobs and operators made meanwhile";

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) =>
        Kubernetes.Versions.Of((await renderer.Render(scope.Directory, scope.Environment, cancellationToken)).Objects);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <inheritdoc/>
    public void Discard(TargetPlan plan) => vault.Discard(plan);

    private void CheckWay()
    {
        if (!settings.AppliesDirectly) throw new GroundwrightException(Problem.Of(KubernetesProblems.NoWay, $"target {Name} does not say how its overlay gets into the cluster",
            "Two ways: `flux: true`, Flux applies it from git; or `apply: direct`, Groundwright applies it with kubectl. Applying directly is never assumed, for Flux or Argo CD would take it back.",
            new Remedy("gw config check", $"after one of them stands beside `kustomize:` of {Name}")));
    }

    private async Task<(Comparison Look, ApplyRecord Record)> Look(TargetScope scope, Manifest manifest, CancellationToken cancellationToken)
    {
        var record = await ApplyRecord.Read(kubectl, Name, scope.Environment, cancellationToken);
        var members = await live.Find(record.Objects, cancellationToken);
        return (await live.Compare(manifest, [.. members.Values], LiveObjects.Manager, cancellationToken), record);
    }

    private byte[] Order(JsonObject begin, JsonObject? end, IReadOnlyList<KubeObject> objects, Comparison look) => new ApplyOrder
    {
        Context = kubectl.Context,
        Environment = settings.Environment,
        Begin = begin,
        End = end,
        Objects = [.. objects.Select(one => one.Json)],
        // What was made last goes first: namespaces and definitions stand in front.
        Deleted = [.. look.Changes.Where(one => one.Action == ChangeAction.Delete).Reverse().Select(one => one.Object.Identity().Json)],
    }.Write();

    private async Task<Dictionary<string, string>> Bound(TargetScope scope, string rendered, string mode, Comparison look, ApplyRecord record, CancellationToken cancellationToken)
    {
        var cluster = await Cluster.Find(kubectl, cancellationToken);
        var sequence = (record.Sequence + 1).ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            ["id"] = Manifest.HashOf($"{rendered} {mode} {scope.Tree} {scope.Environment} {sequence}")[..16],
            ["tree"] = scope.Tree,
            ["environment"] = scope.Environment,
            ["mode"] = mode,
            ["rendered"] = rendered,
            ["cluster"] = cluster.Identity,
            ["namespace"] = cluster.Namespace,
            ["tool"] = $"kubectl {await kubectl.Version(cancellationToken)}",
            ["sequence"] = sequence,
            ["world"] = vault.Fingerprint(look.Everything),
        };
    }

    private TargetPlan Keep(TargetScope scope, byte[] artifact, Comparison look, Dictionary<string, string> bound)
    {
        var expires = time.GetUtcNow() + options.PlanLifetime;
        var stored = vault.Store(artifact, expires);
        bound["plan"] = stored.Sha256;
        return new TargetPlan
        {
            Target = Name,
            Environment = scope.Environment,
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = bound,
            Changes = PlanReport.Changes(look, policy.Stateful),
            Text = PlanReport.Text(look, []),
            Expires = expires,
            Findings = PlanReport.Findings(look, policy),
        };
    }
}

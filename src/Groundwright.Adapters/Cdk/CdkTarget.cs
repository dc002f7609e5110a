using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;

namespace Groundwright.Adapters.Cdk;

/// <summary>A CDK app. Its plan is the synthesized assembly; applying it deploys exactly that, stack by stack, each through a change set named after the plan.</summary>
public sealed class CdkTarget : ITarget
{
    private readonly TargetSettings settings;
    private readonly PlanVault vault;
    private readonly TimeProvider time;
    private readonly CdkOptions options;
    private readonly AppPreparation preparation;
    private readonly CdkCalls calls;
    private readonly CdkEnvironment environment;
    private readonly Synthesis synthesis;
    private readonly CdkBinding binding;
    private readonly CdkPlanner planner;
    private readonly CdkSettlement settlement;
    private readonly FailureReport failures;
    private readonly StackDrift drift;
    private readonly PolicyRules policy;

    /// <summary>Puts a target together. Nothing is looked for or started yet.</summary>
    /// <param name="settings">Its entry, with <see cref="TargetSettings.Cdk"/> set.</param>
    /// <param name="runner">Starts npm, cdk and aws.</param>
    /// <param name="vault">Keeps its plans.</param>
    /// <param name="policy">Judges its plans.</param>
    /// <param name="time">Now.</param>
    /// <param name="options">What is rarely said.</param>
    public CdkTarget(TargetSettings settings, ICommandRunner runner, PlanVault vault, PolicyRules policy, TimeProvider time, CdkOptions? options = null)
    {
        this.settings = settings;
        this.vault = vault;
        this.policy = policy;
        this.time = time;
        this.options = options ??= new CdkOptions();
        environment = new CdkEnvironment(settings, options.Variable);
        preparation = new AppPreparation(settings, runner, environment);
        calls = new CdkCalls(runner, environment);
        var aws = new AwsCalls(runner);
        var cloud = new Cloud(settings, environment, aws);
        synthesis = new Synthesis(settings, calls);
        binding = new CdkBinding(settings, environment, calls, aws, synthesis, vault);
        planner = new CdkPlanner(settings, synthesis, cloud, new StackReader(cloud, aws), new ChangeSetPreview(aws, options, time), binding, policy, vault, options, time);
        settlement = new CdkSettlement(planner, binding, cloud, aws);
        failures = new FailureReport(planner, cloud, aws);
        drift = new StackDrift(cloud, aws, policy.Stateful, options, time);
    }

    /// <inheritdoc/>
    public string Name => settings.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> After => settings.After;

    /// <inheritdoc/>
    public string? Folder => settings.Cdk!.Trim('/') is "." or "" ? "" : settings.Cdk.Trim('/');

    /// <summary>The code of an app is in any language, so there is no format to bring it into.</summary>
    public Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Reach(string path, Func<string> read) => FileReach.Of(path, read);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var app = await preparation.Prepare(scope, cancellationToken);
            using var folder = vault.NewFolder();
            var assembly = await synthesis.Make(app, folder["assembly"], settings.Account, environment.Region, cancellationToken);
            assembly.Choose(synthesis.Stacks(scope), Name);
            return [];
        }
        catch (GroundwrightException unknown) when (unknown.Problem.Code == TargetProblems.InputUnknown)
        {
            // Nothing is wrong with the files: what they need comes from a target that has not been applied yet.
            return [];
        }
        catch (GroundwrightException fault) when (fault.Problem.Code != CdkProblems.NoTool && fault.Problem.Code.Id.StartsWith("GW20", StringComparison.Ordinal))
        {
            return fault.Problems;
        }
    }

    /// <inheritdoc/>
    public async Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken) =>
        await planner.Plan(await preparation.Prepare(scope, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken) =>
        await planner.PlanDestroy(await preparation.Prepare(scope, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (PlanCheck.Age(plan, time.GetUtcNow()) is { } expired) return expired;
        vault.Read(plan);
        var app = await preparation.Prepare(scope, cancellationToken);
        var found = await planner.Reread(scope, plan, cancellationToken);
        var now = await binding.Read(app, found.Place, found.Stacks, cancellationToken);
        now["plan"] = plan.Sha256;
        return PlanCheck.Binding(plan, now);
    }

    /// <inheritdoc/>
    public async Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        var app = await preparation.Prepare(scope, cancellationToken);
        // Not disposed: the process outlives us. It goes with Discard, or with what has expired.
        var folder = vault.Open(plan);
        AssemblyArchive.Unpack(folder["plan"], folder["assembly"]);
        var (stacks, region) = (plan.Touched(), plan.Binding["region"]);
        // Without a name the tool would deploy everything.
        var command = stacks.Length == 0 ? calls.Nothing(app)
            : plan.Binding["mode"] == "destroy" ? calls.Destroy(app, folder["assembly"], stacks, region)
            : calls.Deploy(app, folder["assembly"], stacks, CdkSettlement.ChangeSetOf(plan), folder["outputs.json"], region);
        return command with { Grace = options.Drain };
    }

    /// <inheritdoc/>
    public AppliedChanges ReadApplied(TargetPlan plan, string log) => AppliedCount.Of(plan, CdkLog.Parse(log));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => failures.Of(scope, plan, log, cancellationToken);

    /// <inheritdoc/>
    public Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) => settlement.Settle(scope, plan, cancellationToken);

    /// <summary>CloudFormation is done only when what it made has arrived, so there is nothing to wait for.</summary>
    public Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HealthResult>>([]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken)
    {
        var (found, changes) = await planner.Differences(await preparation.Prepare(scope, cancellationToken), cancellationToken);
        var drifted = changes.Select(change => change.Of(policy.Stateful)).ToList();
        foreach (var stack in found.Stacks.Where(stack => stack.Exists)) drifted.AddRange(await drift.Of(stack, found.Place, scope, cancellationToken));
        return [.. drifted.DistinctBy(change => change.Address)];
    }

    /// <inheritdoc/>
    public string? NotRolledBack => $"data in {Name}: what was deleted or replaced comes back empty, and what a deletion policy left behind stays beside it";

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <summary>Outputs of its stacks, by their names; one that several stacks have is told as <c>Stack.Name</c>. What stacks tell only each other is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken)
    {
        var (found, _) = await planner.Differences(await preparation.Prepare(scope, cancellationToken), cancellationToken);
        var all = found.Stacks.SelectMany(stack => stack.Outputs.Select(output => (Stack: stack.Stack.Id, output.Key, output.Value)))
            .Where(output => !output.Key.StartsWith("ExportsOutput", StringComparison.Ordinal) && !SecretNames.LooksSecret(output.Key)).ToList();
        return all.ToDictionary(output => all.Count(other => other.Key == output.Key) == 1 ? output.Key : $"{output.Stack}.{output.Key}", output => output.Value);
    }

    /// <inheritdoc/>
    public void Discard(TargetPlan plan) => vault.Discard(plan);
}

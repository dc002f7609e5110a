using System.Text.Json;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>A Terraform or OpenTofu root. Its changes are always a saved plan first; nothing is applied that was not shown.</summary>
public sealed class TerraformTarget : ITarget
{
    private readonly TargetSettings settings;
    private readonly PlanVault vault;
    private readonly PlanTimes times;
    private readonly TerraformCalls calls;
    private readonly Diagnostics diagnostics;
    private readonly RootPreparation preparation;
    private readonly PlanBinding binding;
    private readonly Planner planner;
    private readonly ErroredState errored;
    private readonly ApplySettlement settlement;

    /// <summary>Puts a target together. Nothing is looked for or started yet.</summary>
    /// <param name="settings">Its entry, with <see cref="TargetSettings.Terraform"/> set.</param>
    /// <param name="tool">terraform or tofu.</param>
    /// <param name="runner">Starts it.</param>
    /// <param name="vault">Keeps its plans.</param>
    /// <param name="policy">Judges its plans.</param>
    /// <param name="repositoryRoot">The person's checkout, for <see cref="TargetSettings.State"/>. Absolute.</param>
    /// <param name="gitDirectory">The git common directory. Absolute.</param>
    /// <param name="time">Now.</param>
    /// <param name="options">What is rarely said.</param>
    public TerraformTarget(
        TargetSettings settings, TerraformTool tool, ICommandRunner runner, PlanVault vault, PolicyRules policy, string repositoryRoot, string gitDirectory, TimeProvider time,
        TerraformOptions? options = null)
    {
        options ??= new TerraformOptions();
        this.settings = settings;
        this.vault = vault;
        times = new PlanTimes(time, options.PlanLifetime, options.LockTimeout, options.Drain);
        var environment = new TerraformEnvironment(settings, Path.Combine(gitDirectory, "groundwright", "terraform"), options.Variable);
        calls = new TerraformCalls(tool, runner, environment, new TerraformRoom(environment, settings.Egress));
        diagnostics = new Diagnostics(Folder!);
        var backends = new BackendChoice(settings, vault, repositoryRoot, gitDirectory);
        preparation = new RootPreparation(settings, calls, backends, vault, diagnostics, new PluginCacheLock(environment, time),
            new AccountCheck(settings, environment, new AwsCalls(runner)));
        var variables = new TerraformVariables(settings, environment, vault, repositoryRoot);
        binding = new PlanBinding(calls, environment, variables, vault);
        planner = new Planner(settings, calls, binding, variables, policy, vault, diagnostics, options.Checks, times);
        errored = new ErroredState(vault, time);
        settlement = new ApplySettlement(preparation, planner, errored);
    }

    /// <inheritdoc/>
    public string Name => settings.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> After => settings.After;

    /// <inheritdoc/>
    public string? Folder => settings.Terraform!.Trim('/') is "." or "" ? "" : settings.Terraform.Trim('/');

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var result = await calls.Format(CheckoutGuard.Enter(tree, Folder!, Name), onLine, cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(diagnostics.Of(result, "fmt"));
        var changed = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. changed.Select(path => Folder!.Length == 0 ? path : $"{Folder}/{path}")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Reach(string path, Func<string> read) => FileReach.Of(path, read);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken)
    {
        // A plan says the same of the same files, and costs no second initialisation.
        if (scope.Merged) return [];
        try
        {
            var root = await preparation.ForReading(scope, cancellationToken);
            return diagnostics.OfValidate(await calls.Offline(root, ["validate", "-json", "-no-color"], cancellationToken));
        }
        catch (GroundwrightException fault) when (fault.Problems.All(problem => problem.Code == TargetProblems.Invalid))
        {
            return fault.Problems;
        }
    }

    /// <inheritdoc/>
    public async Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken) =>
        await planner.Plan(await preparation.ForUse(scope, cancellationToken), destroy: false, cancellationToken);

    /// <inheritdoc/>
    public async Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken) =>
        await planner.Plan(await preparation.ForUse(scope, cancellationToken), destroy: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (PlanCheck.Age(plan, times.Clock.GetUtcNow()) is { } expired) return expired;
        vault.Read(plan);
        var root = await preparation.ForUse(scope, cancellationToken);
        var now = await binding.Read(root, cancellationToken);
        now["plan"] = plan.Sha256;
        // State and world are asked for with the same files and values; when those moved there is nothing to compare.
        if (PlanCheck.Binding(plan, now) is { } moved) return moved;
        var (state, drift) = await planner.Look(root, cancellationToken);
        now["lineage"] = state.Lineage;
        now["serial"] = state.Serial;
        if (PlanCheck.Binding(plan, now) is { } another) return another;
        now["world"] = binding.World(drift);
        return PlanCheck.Binding(plan, now);
    }

    /// <inheritdoc/>
    public async Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        var root = await preparation.ForUse(scope, cancellationToken);
        // Not disposed: the process outlives us. It goes with Discard, or with what has expired.
        var folder = vault.Open(plan);
        var command = await calls.OnlineCommand(root, ["apply", "-json", "-input=false", "-no-color", times.LockArgument, folder["plan"]], cancellationToken);
        return command with { Grace = times.Drain };
    }

    /// <inheritdoc/>
    public AppliedChanges ReadApplied(TargetPlan plan, string log)
    {
        var said = TerraformLog.Parse(log);
        return said.Summary ?? said.Finished;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        var said = TerraformLog.Parse(log);
        var kept = errored.Keep(scope, Folder!, Name);
        var errors = said.Errors.Select(diagnostics.Problem).ToList();
        var unfinished = said.Unfinished;
        if (errors.Count == 0) errors.Add(Problem.Of(TargetProblems.ToolFailed, $"the apply of {Name} failed without saying why", "Its log is kept."));
        if (unfinished.Count > 0) errors[0] = errors[0] with { Detail = $"{errors[0].Detail}\nBegun and not finished: {string.Join(", ", unfinished)}".Trim() };
        return Task.FromResult<IReadOnlyList<Problem>>(kept is null ? errors : [kept, .. errors]);
    }

    /// <inheritdoc/>
    public Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) =>
        settlement.Settle(scope, plan, log, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HealthResult>>([]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken) =>
        await planner.Differences(await preparation.ForUse(scope, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public string? NotRolledBack => $"data in {Name}: what was destroyed or replaced comes back empty";

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken)
    {
        var root = await preparation.ForUse(scope, cancellationToken);
        var result = await calls.Secret(root, ["output", "-json", "-no-color"], cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(diagnostics.Of(result, "output"));
        using var answer = JsonDocument.Parse(result.StandardOutput);
        return answer.RootElement.EnumerateObject().Where(output => output.Value.Flag("sensitive") == false)
            .ToDictionary(output => output.Name, output => output.Value.Text("value") ?? output.Value.Member("value").GetRawText());
    }

    /// <inheritdoc/>
    public void Discard(TargetPlan plan) => vault.Discard(plan);
}

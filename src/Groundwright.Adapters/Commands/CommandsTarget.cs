using System.Text;
using System.Text.Json;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Commands;

/// <summary>
/// A target made of the user's own commands. What the plan command prints is the plan: it is hashed, kept, shown and handed to the apply, and printed
/// again right before the apply to see whether it still holds. It must therefore print the same as long as nothing changed.
/// </summary>
/// <param name="settings">Its entry, with <see cref="TargetSettings.Commands"/> set.</param>
/// <param name="runner">Starts its commands.</param>
/// <param name="vault">Keeps its plans.</param>
/// <param name="repositoryRoot">The person's checkout, given to its commands as GROUNDWRIGHT_REPOSITORY. Absolute.</param>
/// <param name="time">Now.</param>
public sealed class CommandsTarget(TargetSettings settings, ICommandRunner runner, PlanVault vault, string repositoryRoot, TimeProvider time) : ITarget
{
    private const string Destroy = "destroy";
    private static readonly TimeSpan PlanLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan Drain = TimeSpan.FromHours(1);
    private readonly CommandsSettings commands = settings.Commands!;
    private readonly CommandsCalls calls = new(settings, runner, repositoryRoot);

    /// <inheritdoc/>
    public string Name => settings.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> After => settings.After;

    /// <inheritdoc/>
    public string? Folder => null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken)
    {
        if (commands.Validate is null) return [];
        var result = await calls.Run(scope, commands.Validate, plan: null, cancellationToken);
        return result.Succeeded ? [] : [calls.Failed("validate", result)];
    }

    /// <inheritdoc/>
    public async Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken)
    {
        var text = await PlanText(scope, cancellationToken);
        return Keep(scope, text, CommandsPlan.ChangesIn(text), CommandsPlan.Show(text), "apply");
    }

    /// <inheritdoc/>
    public Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken)
    {
        if (commands.Destroy is null) return Task.FromException<TargetPlan>(new GroundwrightException(Problem.Of(TargetProblems.NoDestroy,
            $"target {Name} has no `destroy:` command", "Only its owner knows how to take it away.",
            new Remedy("gw config check", "after adding `destroy:` to its commands"))));
        // Its command says nothing beforehand, so the worst is assumed.
        var text = $"- everything of {Name} in {scope.Environment} (by `{string.Join(' ', commands.Destroy)}`)\n";
        return Task.FromResult(Keep(scope, text, [new ResourceChange(Name, "commands", ChangeAction.Delete, HoldsData: true)], text, Destroy));
    }

    /// <inheritdoc/>
    public async Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        if (PlanCheck.Age(plan, time.GetUtcNow()) is { } expired) return expired;
        vault.Read(plan);
        var mode = plan.Binding.GetValueOrDefault("mode") ?? "apply";
        var sha256 = mode == Destroy ? plan.Sha256 : CommandsPlan.HashOf(await PlanText(scope, cancellationToken));
        return PlanCheck.Binding(plan, Binding(scope, mode, sha256));
    }

    /// <inheritdoc/>
    public Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        var words = plan.Binding.GetValueOrDefault("mode") == Destroy ? commands.Destroy! : commands.Apply;
        // Not disposed: the process outlives us. It goes with Discard, or with what has expired.
        return Task.FromResult(calls.Make(scope, With(scope, words), vault.Open(plan)["plan"]) with { Grace = Drain });
    }

    /// <inheritdoc/>
    public AppliedChanges ReadApplied(TargetPlan plan, string log) => new(plan.Adds, plan.Updates, plan.Deletes);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Problem>>([Problem.Of(TargetProblems.ToolFailed, $"the apply of {Name} failed", CommandsPlan.Tail(log))]);

    /// <inheritdoc/>
    public async Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        if (commands.Probe is null) return new ApplyVerdict(ApplyFate.Unknown, [$"target {Name} has no `probe:`, so nobody but a person can tell"]);
        using var folder = vault.Open(plan);
        var result = await calls.Run(scope, With(scope, commands.Probe), folder["plan"], cancellationToken);
        var said = CommandsPlan.Tail(result.Mask(result.StandardOutput + result.StandardError)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var fate = (result.End, result.ExitCode) switch
        {
            (CommandEnd.Exited, 0) => ApplyFate.Done,
            (CommandEnd.Exited, 1) => ApplyFate.NotBegun,
            _ => ApplyFate.Unknown,
        };
        return new ApplyVerdict(fate, [$"`{string.Join(' ', commands.Probe)}` ended with {result.ExitCode}", .. said]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HealthResult>>([]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken) =>
        CommandsPlan.ChangesIn(await PlanText(scope, cancellationToken));

    /// <inheritdoc/>
    public string? NotRolledBack => $"what the commands of {Name} did: they are run again for the older commit, and only they know what that undoes";

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken)
    {
        if (commands.Outputs is null) return new Dictionary<string, string>();
        var result = await calls.Run(scope, With(scope, commands.Outputs), plan: null, cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(calls.Failed("outputs", result));
        try
        {
            using var answer = JsonDocument.Parse(result.StandardOutput);
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.EnumerateObject().All(output => output.Value.ValueKind == JsonValueKind.String))
                return answer.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => answer.RootElement.Text(output.Name)!);
        }
        catch (JsonException)
        {
            // Told below, together with JSON of another shape.
        }
        throw new GroundwrightException(Problem.Of(TargetProblems.Unreadable,
            $"the outputs of {Name} are no JSON object of strings", CommandsPlan.Tail(result.Mask(result.StandardOutput))));
    }

    /// <inheritdoc/>
    public void Discard(TargetPlan plan) => vault.Discard(plan);

    private async Task<string> PlanText(TargetScope scope, CancellationToken cancellationToken)
    {
        var result = await calls.Run(scope, With(scope, commands.Plan), plan: null, cancellationToken);
        return result is { Succeeded: true, Truncated: false } ? result.StandardOutput : throw new GroundwrightException(calls.Failed("plan", result));
    }

    private static IReadOnlyList<string> With(TargetScope scope, IReadOnlyList<string> words) => [.. words.Select(word => TargetInputs.WithImage(word, scope))];

    private TargetPlan Keep(TargetScope scope, string artifact, IReadOnlyList<ResourceChange> changes, string text, string mode)
    {
        var expires = time.GetUtcNow() + PlanLifetime;
        var stored = vault.Store(Encoding.UTF8.GetBytes(artifact), expires);
        return new TargetPlan
        {
            Target = Name,
            Environment = scope.Environment,
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = Binding(scope, mode, stored.Sha256),
            Changes = changes,
            Text = text,
            Expires = expires,
        };
    }

    private Dictionary<string, string> Binding(TargetScope scope, string mode, string sha256)
    {
        var binding = new Dictionary<string, string>
        {
            ["tree"] = scope.Tree,
            ["environment"] = scope.Environment,
            ["mode"] = mode,
            ["plan"] = sha256,
            ["commands"] = vault.Fingerprint(string.Join('\n', commands.Plan.Concat(["", .. commands.Apply, "", .. commands.Destroy ?? [], "", .. settings.Environment]))),
        };
        if (settings.TakesImage && scope.Image is { } image) binding["image"] = image;
        return binding;
    }
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>Makes plans, and looks what a plan would find now.</summary>
internal sealed class Planner(
    TargetSettings settings, TerraformCalls calls, PlanBinding binding, TerraformVariables variables, PolicyRules policy, PlanVault vault,
    Diagnostics diagnostics, ExternalChecks? checks, PlanTimes times)
{
    private const int NoChanges = 0;
    private const int Changes = 2;

    /// <summary>Plans, keeps the artifact encrypted, and binds it.</summary>
    public async Task<TargetPlan> Plan(TerraformRoot root, bool destroy, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var file = folder["plan"];
        await Run(root, [$"-out={file}", .. destroy ? ["-destroy"] : Array.Empty<string>()], cancellationToken);
        var json = await Show(root, file, cancellationToken);
        var document = PlanDocument.Parse(json);
        var expires = times.Clock.GetUtcNow() + times.PlanLifetime;
        var stored = vault.Store(await File.ReadAllBytesAsync(file, cancellationToken), expires);
        var state = await HeadIn(file, root, cancellationToken);
        var bound = await binding.Read(root, cancellationToken);
        bound["lineage"] = state.Lineage;
        bound["serial"] = state.Serial;
        bound["plan"] = stored.Sha256;
        bound["mode"] = destroy ? "destroy" : "apply";
        bound["world"] = binding.World(document.Drift);
        return new TargetPlan
        {
            Target = settings.Name,
            Environment = root.Scope.Environment,
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = bound,
            Changes = [.. ChangesIn(document)],
            Text = PlanText.Render(document, policy.Stateful),
            Expires = expires,
            Findings = [.. policy.Check(document.Resources), .. checks is null ? [] : (await checks.Run(root, json, folder, cancellationToken)).Select(policy.Waive)],
        };
    }

    /// <summary>Whether a plan made now would find nothing to do. A state that cannot be locked, or files that cannot be planned, are problems.</summary>
    public async Task<bool> FindsNothing(TerraformRoot root, bool destroy, CancellationToken cancellationToken) =>
        (await Run(root, destroy ? ["-destroy"] : [], cancellationToken)).ExitCode == NoChanges;

    /// <summary>The state, and what was changed outside of the tool since it was written.</summary>
    public async Task<(StateHead State, IReadOnlyList<PlannedResource> Drift)> Look(TerraformRoot root, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var file = folder["refresh"];
        var result = await Run(root, ["-refresh-only", $"-out={file}"], cancellationToken);
        // Changes may be outputs alone, which a new tree brings along: only resources that differ mean that the world moved.
        var drift = result.ExitCode == Changes ? PlanDocument.Parse(await Show(root, file, cancellationToken)).Drift : [];
        return (await HeadIn(file, root, cancellationToken), drift);
    }

    /// <summary>What a plan would change now; nothing of it is kept.</summary>
    public async Task<IReadOnlyList<ResourceChange>> Differences(TerraformRoot root, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var file = folder["drift"];
        var result = await Run(root, [$"-out={file}", "-lock=false"], cancellationToken);
        return result.ExitCode == Changes ? [.. ChangesIn(PlanDocument.Parse(await Show(root, file, cancellationToken))).Where(change => change.Action != ChangeAction.Read)] : [];
    }

    /// <summary>Lineage and serial of the state.</summary>
    public async Task<StateHead> Head(TerraformRoot root, CancellationToken cancellationToken)
    {
        var result = await calls.Secret(root, ["state", "pull"], cancellationToken);
        return result.Succeeded ? StateHead.Parse(result.StandardOutput) : throw new GroundwrightException(diagnostics.Of(result, "state pull"));
    }

    private async Task<StateHead> HeadIn(string plan, TerraformRoot root, CancellationToken cancellationToken) => StateHead.InPlan(plan) ?? await Head(root, cancellationToken);

    private async Task<CommandResult> Run(TerraformRoot root, IReadOnlyList<string> more, CancellationToken cancellationToken)
    {
        List<string> arguments = ["plan", "-json", "-input=false", "-no-color", "-detailed-exitcode", times.LockArgument, .. more, .. variables.Arguments(root.Scope)];
        var result = await calls.Online(root, arguments, cancellationToken);
        return result is { End: CommandEnd.Exited, ExitCode: NoChanges or Changes } ? result : throw new GroundwrightException(diagnostics.Of(result, "plan"));
    }

    private async Task<string> Show(TerraformRoot root, string file, CancellationToken cancellationToken)
    {
        var result = await calls.Secret(root, ["show", "-json", "-no-color", file], cancellationToken);
        return result is { Succeeded: true, Truncated: false } ? result.StandardOutput : throw new GroundwrightException(diagnostics.Of(result, "show"));
    }

    private IEnumerable<ResourceChange> ChangesIn(PlanDocument plan) => plan.Resources
        .Select(resource => new ResourceChange(resource.Address, resource.Type, resource.Action, policy.Stateful.Contains(resource.Type)))
        .Concat(plan.Outputs.Select(output => new ResourceChange($"output.{output.Name}", "output", ChangeAction.None, HoldsData: false)));
}

/// <summary>How long things may take.</summary>
/// <param name="Clock">Now.</param>
/// <param name="PlanLifetime">How long a plan may be applied.</param>
/// <param name="LockTimeout">How long to wait for the state's lock.</param>
/// <param name="Drain">How long an apply may take to end by itself once it was asked to stop.</param>
internal sealed record PlanTimes(TimeProvider Clock, TimeSpan PlanLifetime, TimeSpan LockTimeout, TimeSpan Drain)
{
    /// <summary>The lock's limit as an argument of the tool.</summary>
    public string LockArgument => $"-lock-timeout={(long)LockTimeout.TotalSeconds}s";
}

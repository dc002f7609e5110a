using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters;

/// <summary>Makes targets from their settings. A new kind is one folder and one line here.</summary>
/// <param name="runner">Starts their tools.</param>
/// <param name="vault">Keeps their plans.</param>
/// <param name="policy">Judges their plans.</param>
/// <param name="repositoryRoot">The person's checkout. Absolute.</param>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
/// <param name="time">Now.</param>
/// <param name="program">How this program is started to apply objects of Kubernetes; null: they are only planned.</param>
/// <param name="branches">Branches that a cluster deploys from; null: no repository with a remote.</param>
public sealed class TargetCatalog(
    ICommandRunner runner, PlanVault vault, PolicyRules policy, string repositoryRoot, string gitDirectory, TimeProvider time, IDeployBranches? branches = null,
    ApplyProgram? program = null)
{
    private readonly TerraformTool terraform = new(runner);
    private readonly TerraformOptions options = new() { Checks = new ExternalChecks(runner) };

    /// <summary>Makes a target. Nothing is started yet.</summary>
    /// <param name="settings">Its entry, as it is in the environment.</param>
    /// <param name="environment">Where it would be deployed; null: nowhere in particular.</param>
    /// <exception cref="GroundwrightException">GW2002: its kind is not built in this version.</exception>
    public ITarget Create(TargetSettings settings, EnvironmentSettings? environment = null) => settings switch
    {
        { Terraform: not null } => new TerraformTarget(settings, terraform, runner, vault, policy, repositoryRoot, gitDirectory, time, options),
        { Commands: not null } => new CommandsTarget(settings, runner, vault, repositoryRoot, time),
        { Kustomize: not null, Flux: not null } => new FluxTarget(settings, environment?.Cluster, runner, vault, policy, branches, time),
        { Kustomize: not null } => new DirectTarget(settings, environment?.Cluster, runner, vault, policy, program, time),
        { Cdk: not null } => throw NotBuilt(settings.Name, "cdk"),
        _ => throw NotBuilt(settings.Name, "unknown"),
    };

    private static GroundwrightException NotBuilt(string name, string kind) => new(Problem.Of(TargetProblems.KindNotBuilt,
        $"target {name} is of kind {kind}, which this version cannot deploy", "Kinds that work: terraform, kustomize, commands. Until then, `commands:` can call the tool itself.",
        new Remedy("gw config check", "after changing the target")));
}

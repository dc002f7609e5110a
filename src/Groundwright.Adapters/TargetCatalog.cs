using Groundwright.Adapters.Cdk;
using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
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
    public ITarget Create(TargetSettings settings, EnvironmentSettings? environment = null) => settings switch
    {
        { Terraform: not null } => new TerraformTarget(settings, terraform, runner, vault, policy, repositoryRoot, gitDirectory, time, options),
        { Commands: not null } => new CommandsTarget(settings, runner, vault, repositoryRoot, time),
        { Kustomize: not null, Flux: not null } => new FluxTarget(settings, environment?.Cluster, runner, vault, policy, branches, time),
        { Kustomize: not null } => new DirectTarget(settings, environment?.Cluster, runner, vault, policy, program, time),
        { Cdk: not null } => new CdkTarget(settings, runner, vault, policy, time),
        _ => throw new ArgumentException($"target {settings.Name} is of no kind", nameof(settings)),
    };
}

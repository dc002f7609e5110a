using Groundwright.Adapters.Cdk;
using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters;

/// <summary>Makes targets from their settings. A new kind is one folder and one line here.</summary>
/// <param name="runner">Starts their tools.</param>
/// <param name="vault">Keeps their plans.</param>
/// <param name="policy">Judges their plans.</param>
/// <param name="repositoryRoot">The person's checkout. Absolute.</param>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
/// <param name="time">Now.</param>
public sealed class TargetCatalog(ICommandRunner runner, PlanVault vault, PolicyRules policy, string repositoryRoot, string gitDirectory, TimeProvider time)
{
    private readonly TerraformTool terraform = new(runner);
    private readonly TerraformOptions options = new() { Checks = new ExternalChecks(runner) };

    /// <summary>Makes a target. Nothing is started yet.</summary>
    /// <exception cref="GroundwrightException">GW2002: its kind is not built in this version.</exception>
    public ITarget Create(TargetSettings settings) => settings switch
    {
        { Terraform: not null } => new TerraformTarget(settings, terraform, runner, vault, policy, repositoryRoot, gitDirectory, time, options),
        { Commands: not null } => new CommandsTarget(settings, runner, vault, repositoryRoot, time),
        { Kustomize: not null } => throw NotBuilt(settings.Name, "kustomize"),
        { Cdk: not null } => new CdkTarget(settings, runner, vault, policy, time),
        _ => throw NotBuilt(settings.Name, "unknown"),
    };

    private static GroundwrightException NotBuilt(string name, string kind) => new(Problem.Of(TargetProblems.KindNotBuilt,
        $"target {name} is of kind {kind}, which this version cannot deploy", "Kinds that work: terraform, cdk, commands. Until then, `commands:` can call the tool itself.",
        new Remedy("gw config check", "after changing the target")));
}

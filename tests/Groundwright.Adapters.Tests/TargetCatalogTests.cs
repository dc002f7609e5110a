using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Tests;

public sealed class TargetCatalogTests
{
    private readonly TargetCatalog catalog = new(new RecordingRunner(), new PlanVault("/plans", "/key", TimeProvider.System),
        new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System), "/repository", "/repository/.git", TimeProvider.System);

    [Fact]
    public void Each_kind_that_is_built_is_made_without_starting_anything()
    {
        catalog.Create(new TargetSettings { Name = "app", Terraform = "infra/app/", After = ["network"] }).ShouldBeOfType<TerraformTarget>().Folder.ShouldBe("infra/app");
        catalog.Create(new TargetSettings { Name = "legacy", Commands = new CommandsSettings { Plan = ["true"], Apply = ["true"] } }).ShouldBeOfType<CommandsTarget>();
    }

    [Fact]
    public void A_kind_of_a_later_version_is_refused_by_name()
    {
        foreach (var settings in new TargetSettings[] { new() { Name = "site", Kustomize = "clusters/prod" }, new() { Name = "site", Cdk = "cdk" } })
        {
            var problem = Should.Throw<GroundwrightException>(() => catalog.Create(settings)).Problem;
            problem.Code.ShouldBe(TargetProblems.KindNotBuilt);
            problem.Summary.ShouldStartWith("target site is of kind ");
        }
    }
}

using Groundwright.Adapters.Cdk;
using Groundwright.Adapters.Commands;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Tests;

public sealed class TargetCatalogTests
{
    private readonly TargetCatalog catalog = new(new RecordingRunner(), new PlanVault("/plans", "/key", TimeProvider.System),
        new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System), "/repository", "/repository/.git", TimeProvider.System);

    [Fact]
    public void Each_kind_that_is_built_is_made_without_starting_anything()
    {
        catalog.Create(new TargetSettings { Name = "app", Terraform = "infra/app/", After = ["network"] }).ShouldBeOfType<TerraformTarget>().Folder.ShouldBe("infra/app");
        catalog.Create(new TargetSettings { Name = "shop", Cdk = "infra/cdk" }).ShouldBeOfType<CdkTarget>().Folder.ShouldBe("infra/cdk");
        catalog.Create(new TargetSettings { Name = "legacy", Commands = new CommandsSettings { Plan = ["true"], Apply = ["true"] } }).ShouldBeOfType<CommandsTarget>();
        catalog.Create(new TargetSettings { Name = "site", Kustomize = "clusters/prod", Flux = new FluxSettings() }).ShouldBeOfType<FluxTarget>().Folder.ShouldBe("clusters/prod");
        catalog.Create(new TargetSettings { Name = "site", Kustomize = "clusters/{environment}", AppliesDirectly = true }).ShouldBeOfType<DirectTarget>().Folder.ShouldBeNull();
    }
}

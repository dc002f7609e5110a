using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>What a tree may not bring along, and where its state goes.</summary>
[Covers("U1")]
public sealed class CheckoutTests : IDisposable
{
    private const string Box = "resource \"terraform_data\" \"box\" {}\n";
    private readonly TerraformBench bench = new TerraformBench().With("infra/app/main.tf", Box);

    [Theory]
    [InlineData("infra/app/.terraform/environment", "prod")]
    [InlineData("infra/app/terraform.d/plugins/registry.terraform.io/evil/evil/1.0.0/linux_amd64/terraform-provider-evil", "#!/bin/sh")]
    [InlineData("infra/app/groundwright_override.tf", "terraform {\n  backend \"local\" {\n    path = \"/tmp/x\"\n  }\n}")]
    [InlineData("infra/app/z_override.tf", "terraform {\n  backend \"local\" {\n    path = \"/tmp/x\"\n  }\n}")]
    [InlineData("infra/app/z_override.tf.json", "{\"terraform\":{\"backend\":{\"http\":{\"address\":\"http://127.0.0.1:1\"}}}}")]
    public async Task What_would_steer_the_tool_is_refused_before_anything_runs(string path, string content)
    {
        bench.With(path, content);

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target().Plan(bench.Scope(), CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.Forbidden);
        bench.Runner.Commands.ShouldAllBe(command => command.Arguments[0] == "version");
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_not_entered()
    {
        if (OperatingSystem.IsWindows()) return;
        var scope = bench.Scope();
        Directory.CreateSymbolicLink(Path.Combine(scope.Directory, "link"), Path.Combine(scope.Directory, "infra"));

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target(new TargetSettings { Name = "app", Terraform = "link/app" }).Plan(scope, CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.Forbidden);
    }

    [Fact]
    public async Task A_file_that_links_out_of_the_tree_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        var scope = bench.Scope();
        File.CreateSymbolicLink(Path.Combine(scope.Directory, "infra/app/secret.auto.tfvars"), "/etc/passwd");

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target().Plan(scope, CancellationToken.None));

        fault.Problem.Summary.ShouldContain("infra/app/secret.auto.tfvars is a link");
    }

    [Fact]
    public async Task A_root_that_is_not_in_the_tree_is_told()
    {
        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target(new TargetSettings { Name = "app", Terraform = "infra/none" }).Plan(bench.Scope(), CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.NoRoot);
    }

    [Fact]
    public async Task A_state_in_the_persons_checkout_is_used_when_the_settings_say_so_and_never_passed_over()
    {
        var stray = Path.Combine(bench.Repository, "infra/app/terraform.tfstate");
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        File.WriteAllText(stray, """{"version":4,"terraform_version":"1.11.4","serial":7,"lineage":"11111111-2222-3333-4444-555555555555","outputs":{},"resources":[]}""");

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target().Plan(bench.Scope(), CancellationToken.None));
        fault.Problem.Code.ShouldBe(TargetProblems.StrayState);
        fault.Problem.Detail!.ShouldContain("`state: infra/app/terraform.tfstate`");

        var plan = await bench.Target(new TargetSettings { Name = "app", Terraform = "infra/app", State = "infra/app/terraform.tfstate" }).Plan(bench.Scope(), CancellationToken.None);
        (plan.Binding["lineage"], plan.Binding["serial"]).ShouldBe(("11111111-2222-3333-4444-555555555555", "7"));
    }

    [Fact]
    public async Task The_state_stays_private_and_outlives_the_checkout()
    {
        var target = bench.Target();
        (await bench.Ship(target)).ExitCode.ShouldBe(0);

        (await target.Plan(bench.Scope(), CancellationToken.None)).IsEmpty.ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.GetDirectoryName(bench.StateFile())!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("terraform {\n  cloud {\n    organization = \"x\"\n  }\n}", "cloud")]
    [InlineData("terraform {\n  backend \"s3\" {}\n  backend \"gcs\" {}\n}", "2 backend blocks")]
    public async Task A_backend_that_cannot_be_bound_is_refused(string block, string reason)
    {
        bench.With("infra/app/backend.tf", block);

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target().Plan(bench.Scope(), CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.Backend);
        fault.Problem.Summary.ShouldContain(reason);
    }

    [Fact]
    public async Task Backend_values_without_a_backend_are_refused()
    {
        var settings = new TargetSettings { Name = "app", Terraform = "infra/app", Backend = new Dictionary<string, string> { ["bucket"] = "b" } };

        (await Should.ThrowAsync<GroundwrightException>(bench.Target(settings).Plan(bench.Scope(), CancellationToken.None))).Problem.Code.ShouldBe(TargetProblems.Backend);
    }

    [Fact]
    public async Task Backend_values_reach_a_remote_backend_with_the_environment_in_them()
    {
        // Nobody answers there: what counts is what init is called with and that its failure is told.
        bench.With("infra/app/backend.tf", "terraform {\n  backend \"http\" {}\n}\n");
        var settings = new TargetSettings { Name = "app", Terraform = "infra/app", Backend = new Dictionary<string, string> { ["address"] = "http://127.0.0.1:9/{repository}/{environment}", ["retry_max"] = "0" } };

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target(settings).Plan(bench.Scope(), CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.ToolFailed);
        bench.Runner.Commands.First(command => command.Arguments[0] == "init").Arguments.ShouldContain("-backend-config=address=http://127.0.0.1:9/repository/dev");
    }

    [Fact]
    public async Task Without_terraform_and_tofu_it_is_told_how_to_get_one()
    {
        var tool = new TerraformTool(bench.Runner, "no-such-terraform");

        var fault = await Should.ThrowAsync<GroundwrightException>(tool.Find(CancellationToken.None));

        fault.Problem.Code.ShouldBe(TargetProblems.NoTool);
        fault.Problem.Remedies.ShouldNotBeEmpty();
    }

    public void Dispose() => bench.Dispose();
}

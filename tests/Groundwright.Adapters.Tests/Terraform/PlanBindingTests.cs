using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>Each thing a plan is bound to moves alone, and the plan is refused for it by name.</summary>
[Covers("X7", "F3")]
public sealed class PlanBindingTests : IDisposable
{
    private const string Main = "variable \"size\" {\n  default = \"small\"\n}\nresource \"terraform_data\" \"box\" {\n  input = var.size\n}\n";
    private readonly TerraformBench bench = new TerraformBench().With("infra/app/main.tf", Main).With("infra/app/setup.sh", "echo fine\n").With("vars/dev.tfvars", "size = \"tiny\"\n");
    private readonly TargetSettings settings = new()
    {
        Name = "app",
        Terraform = "infra/app",
        VarFiles = ["vars/{environment}.tfvars"],
        Environment = ["AWS_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "GOOGLE_CREDENTIALS", "GOOGLE_PROJECT", "ARM_SUBSCRIPTION_ID", "KUBECONFIG", "TF_VAR_extra", "TF_WORKSPACE", "TF_CLI_ARGS_plan", "TF_DATA_DIR"],
    };

    [Fact]
    public async Task Nothing_moved_is_nothing_to_tell()
    {
        (await Check(await Plan())).ShouldBeNull();
    }

    [Fact]
    public async Task A_script_of_a_provisioner_changed_after_the_approval()
    {
        var plan = await Plan();
        bench.With("infra/app/setup.sh", "rm -rf /\n");

        (await Check(plan)).ShouldBe(["tree"]);
    }

    [Fact]
    public async Task A_variable_file()
    {
        var plan = await Plan();
        var scope = bench.With("vars/dev.tfvars", "size = \"huge\"\n").Scope();

        Names(await bench.Target(settings).CheckBinding(scope with { Tree = plan.Binding["tree"] }, plan, CancellationToken.None)).ShouldBe(["variables"]);
    }

    [Fact]
    public async Task A_variable_of_the_settings()
    {
        (await Check(await Plan(), settings with { Variables = new Dictionary<string, string> { ["size"] = "huge" } })).ShouldBe(["variables"]);
    }

    [Fact]
    [Covers("A10")]
    public async Task The_machine_image_where_a_variable_takes_it()
    {
        var target = bench.Target(settings with { Variables = new Dictionary<string, string> { ["size"] = "{image}" } });
        var plan = await target.Plan(bench.Scope() with { Image = "ami-00000001" }, CancellationToken.None);

        plan.Text.ShouldContain("ami-00000001");
        Names(await target.CheckBinding(bench.Scope() with { Image = "ami-00000001" }, plan, CancellationToken.None)).ShouldBeNull();
        Names(await target.CheckBinding(bench.Scope() with { Image = "ami-00000002" }, plan, CancellationToken.None)).ShouldBe(["variables", "image"], ignoreOrder: true);
        (await Should.ThrowAsync<GroundwrightException>(target.Plan(bench.Scope(), CancellationToken.None))).Problem.Code.ShouldBe(TargetProblems.ImageUnknown);
    }

    [Fact]
    public async Task A_variable_of_the_environment()
    {
        var plan = await Plan();
        bench.Ours["TF_VAR_extra"] = "x";

        (await Check(plan)).ShouldBe(["variables"]);
    }

    [Fact]
    public async Task The_workspace()
    {
        (await Check(await Plan(), settings with { Workspace = "other" })).ShouldBe(["workspace"]);
    }

    [Fact]
    public async Task The_backend()
    {
        (await Check(await Plan(), settings with { State = "elsewhere/app.tfstate" })).ShouldBe(["backend"]);
    }

    [Fact]
    public async Task The_environment()
    {
        var plan = await Plan();
        var scope = bench.With("vars/prod.tfvars", "size = \"tiny\"\n").Scope("prod");

        Names(await bench.Target(settings with { State = null }).CheckBinding(scope with { Tree = plan.Binding["tree"] }, plan, CancellationToken.None))!.ShouldContain("environment");
    }

    [Theory]
    [InlineData("AWS_PROFILE", "account")]
    [InlineData("AWS_ACCESS_KEY_ID", "account")]
    [InlineData("GOOGLE_CREDENTIALS", "account")]
    [InlineData("GOOGLE_PROJECT", "account")]
    [InlineData("ARM_SUBSCRIPTION_ID", "account")]
    [InlineData("AWS_REGION", "region")]
    [InlineData("KUBECONFIG", "cluster")]
    public async Task Account_region_and_cluster(string variable, string name)
    {
        bench.Ours[variable] = "one";
        var plan = await Plan();
        bench.Ours[variable] = "two";

        (await Check(plan)).ShouldBe([name]);
    }

    [Fact]
    public async Task The_account_of_an_access_key_and_not_the_key_which_is_another_one_every_hour()
    {
        bench.Ours["AWS_ACCESS_KEY_ID"] = "AKIARZPUZDIKAAAAAAAA";
        var plan = await Plan();
        bench.Ours["AWS_ACCESS_KEY_ID"] = "ASIARZPUZDIKABCDEFGH";
        (await Check(plan)).ShouldBeNull();
        bench.Ours["AWS_ACCESS_KEY_ID"] = "AKIATCH6YDSYQAAAAAAA";

        var problem = await bench.Target(settings).CheckBinding(bench.Scope(), plan, CancellationToken.None);

        problem!.Detail!.ShouldContain("account was AWS_ACCESS_KEY_ID=123456789012, is now AWS_ACCESS_KEY_ID=210987654321");
    }

    [Theory]
    [InlineData("ASIAQNZGKIQY56JQ7WML", "029608264753")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", null)]
    [InlineData("AKIARZPUZDIKAAAAAAA", null)]
    [InlineData("AKIA1ZPUZDIKAAAAAAAA", null)]
    [InlineData("AROARZPUZDIKAAAAAAAA", null)]
    [InlineData("test", null)]
    public void Which_account_an_access_key_belongs_to(string id, string? account) => AccessKey.AccountOf(id).ShouldBe(account);

    [Fact]
    public async Task What_is_in_one_of_several_cluster_files()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("one", "server: a\n");
        folder.Write("two", "server: b\n");
        bench.Ours["KUBECONFIG"] = $"{folder["one"]}{Path.PathSeparator}{folder["two"]}";
        var plan = await Plan();
        (await Check(plan)).ShouldBeNull();
        folder.Write("two", "server: c\n");

        (await Check(plan)).ShouldBe(["cluster"]);
    }

    [Fact]
    public async Task A_secret_is_bound_by_its_fingerprint_alone()
    {
        bench.Ours["GOOGLE_CREDENTIALS"] = "{ \"private_key\": \"sentinel\" }";

        (await Plan()).Binding.Values.ShouldNotContain(value => value.Contains("sentinel"));
    }

    [Fact]
    public async Task The_lock_file()
    {
        var plan = await Plan();
        var scope = bench.With("infra/app/.terraform.lock.hcl", "# another one\n").Scope();

        Names(await bench.Target(settings).CheckBinding(scope with { Tree = plan.Binding["tree"] }, plan, CancellationToken.None)).ShouldBe(["lock-file"]);
    }

    [Fact]
    public void The_versions_of_providers_are_read_from_the_lock_file()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.Write("lock.hcl", """
            # This file is maintained automatically by "terraform init".
            provider "registry.terraform.io/hashicorp/aws" {
              version     = "5.1.0"
              constraints = "~> 5.0"
              hashes = [
                "h1:abc=",
              ]
            }

            provider "registry.terraform.io/hashicorp/random" {
              version = "3.6.0"
            }
            """);

        ProviderLock.Read(file).Providers.ShouldBe("registry.terraform.io/hashicorp/aws 5.1.0, registry.terraform.io/hashicorp/random 3.6.0");
    }

    [Fact]
    public async Task The_version_of_the_tool()
    {
        var plan = await Plan();

        Names(await bench.Target(settings, new OtherVersion(bench.Runner)).CheckBinding(bench.Scope(), plan, CancellationToken.None)).ShouldBe(["tool"]);
    }

    [Fact]
    public async Task The_serial_and_the_lineage_of_the_state_which_stays_as_it_is()
    {
        (await bench.Ship(bench.Target(settings))).ExitCode.ShouldBe(0);
        bench.With("vars/dev.tfvars", "size = \"huge\"\n");
        var plan = await Plan();
        var state = File.ReadAllText(bench.StateFile());
        var serial = plan.Binding["serial"];

        File.WriteAllText(bench.StateFile(), state.Replace($"\"serial\": {serial}", "\"serial\": 77"));
        var moved = File.ReadAllBytes(bench.StateFile());
        (await Check(plan)).ShouldBe(["serial"]);
        File.ReadAllBytes(bench.StateFile()).ShouldBe(moved);

        File.WriteAllText(bench.StateFile(), state.Replace(plan.Binding["lineage"], "00000000-0000-0000-0000-000000000000"));
        (await Check(plan)).ShouldBe(["lineage"]);
    }

    [Fact]
    public async Task A_plan_that_is_not_the_saved_one()
    {
        var plan = await Plan();
        File.WriteAllBytes(plan.Artifact, [.. File.ReadAllBytes(plan.Artifact).Reverse()]);

        var fault = await Should.ThrowAsync<GroundwrightException>(bench.Target(settings).CheckBinding(bench.Scope(), plan, CancellationToken.None));
        fault.Problem.Code.ShouldBe(TargetProblems.PlanLost);
    }

    [Fact]
    public async Task A_plan_that_is_too_old()
    {
        var target = bench.Target(settings, options: new TerraformOptions { PlanLifetime = TimeSpan.Zero });
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);

        (await target.CheckBinding(bench.Scope(), plan, CancellationToken.None))!.Code.ShouldBe(TargetProblems.PlanExpired);
    }

    [Fact]
    public async Task A_world_that_drifted_since_then()
    {
        (await bench.Ship(bench.Target(settings))).ExitCode.ShouldBe(0);
        var plan = await Plan();

        var problem = await bench.Target(settings, new DriftingWorld(bench.Runner)).CheckBinding(bench.Scope(), plan, CancellationToken.None);

        Names(problem).ShouldBe(["world"]);
        problem!.Detail!.ShouldContain("world was as recorded, is now terraform_data.box changed outside");
    }

    [Fact]
    public async Task A_new_output_alone_is_no_drift()
    {
        (await bench.Ship(bench.Target(settings))).ExitCode.ShouldBe(0);
        bench.With("infra/app/outputs.tf", "output \"now\" {\n  value = 1\n}\n");
        var plan = await Plan();

        plan.IsEmpty.ShouldBeFalse();
        (plan.Adds, plan.Updates, plan.Deletes).ShouldBe((0, 0, 0));
        (await Check(plan)).ShouldBeNull();
    }

    [Fact]
    [Covers("U1")]
    public async Task Terraform_variables_of_our_own_environment_steer_nothing()
    {
        bench.Ours["TF_WORKSPACE"] = "prod";
        bench.Ours["TF_CLI_ARGS_plan"] = "-destroy";
        bench.Ours["TF_DATA_DIR"] = "/nowhere/at/all";

        var plan = await Plan();
        plan.Binding["workspace"].ShouldBe("default");
        plan.Adds.ShouldBe(1);
        (await Check(plan)).ShouldBeNull();
        (await bench.Ship(bench.Target(settings))).ExitCode.ShouldBe(0);
        File.Exists(bench.StateFile()).ShouldBeTrue();
    }

    public void Dispose() => bench.Dispose();

    private Task<TargetPlan> Plan() => bench.Target(settings).Plan(bench.Scope(), CancellationToken.None);

    private async Task<List<string>?> Check(TargetPlan plan, TargetSettings? other = null) =>
        Names(await bench.Target(other ?? settings).CheckBinding(bench.Scope(), plan, CancellationToken.None));

    private static List<string>? Names(Problem? problem)
    {
        if (problem is null) return null;
        problem.Code.ShouldBe(TargetProblems.PlanMoved);
        return [.. problem.Detail!.Split('\n').Where(line => line.Contains(" is now ")).Select(line => line.Split(' ')[0])];
    }

    private sealed class OtherVersion(RecordingRunner real) : ICommandRunner
    {
        public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken) => command.Arguments[0] == "version"
            ? new CommandResult(CommandEnd.Exited, 0, """{"terraform_version":"1.99.0"}""", "", TimeSpan.Zero)
            : await real.Run(command, onLine, cancellationToken);
    }

    // Nothing that terraform has built in can drift, so what it would say is put into its mouth.
    private sealed class DriftingWorld(RecordingRunner real) : ICommandRunner
    {
        public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
        {
            var result = await real.Run(command, onLine, cancellationToken);
            if (command.Arguments.Contains("-refresh-only")) return result with { ExitCode = 2 };
            return command.Arguments[0] != "show" ? result : result with
            {
                StandardOutput = """
                    {"format_version":"1.2","resource_drift":[{"address":"terraform_data.box","type":"terraform_data","change":{"actions":["update"],"before":{"input":"tiny"},"after":{"input":"huge"}}}]}
                    """,
            };
        }
    }
}

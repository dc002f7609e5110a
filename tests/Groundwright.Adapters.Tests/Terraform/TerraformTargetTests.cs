using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>The life of a root, with real terraform.</summary>
public sealed class TerraformTargetTests
{
    private const string Main = """
        variable "size" {
          default = "small"
        }
        resource "terraform_data" "box" {
          input = { size = var.size }
        }
        output "size" {
          value = terraform_data.box.output.size
        }
        """;

    [Fact]
    [Covers("A5", "X7")]
    public async Task A_root_goes_from_plan_to_applied_changed_replaced_and_destroyed()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", Main);
        var target = bench.Target();
        var scope = bench.Scope();

        (await target.Validate(scope, CancellationToken.None)).ShouldBeEmpty();
        var plan = await target.Plan(scope, CancellationToken.None);
        (plan.Adds, plan.Updates, plan.Deletes, plan.IsEmpty).ShouldBe((1, 0, 0, false));
        plan.Text.ShouldBe("""
            Plan: 1 to add, 0 to change, 0 to destroy.
            + terraform_data.box
                id: (known after apply)
                input.size: "small"
                output: (known after apply)
            ~ output.size: (known after apply)
            """);
        (await target.CheckBinding(bench.Scope(), plan, CancellationToken.None)).ShouldBeNull();
        var applied = await bench.Runner.Apply(target, bench.Scope(), plan);
        applied.ExitCode.ShouldBe(0, applied.StandardOutput);
        target.ReadApplied(plan, applied.StandardOutput).ShouldBe(new AppliedChanges(1, 0, 0));
        (await target.Outputs(bench.Scope(), CancellationToken.None)).ShouldBe(new Dictionary<string, string> { ["size"] = "small" });
        (await target.Plan(bench.Scope(), CancellationToken.None)).IsEmpty.ShouldBeTrue();

        bench.With("infra/app/main.tf", Main.Replace("\"small\"", "\"large\""));
        (await target.Plan(bench.Scope(), CancellationToken.None)).Text.ShouldContain("~ terraform_data.box\n    input.size: \"small\" -> \"large\"");
        bench.With("infra/app/main.tf", Main.Replace("input =", "triggers_replace = 1\n  input ="));
        var replace = await target.Plan(bench.Scope(), CancellationToken.None);
        (replace.Adds, replace.Deletes).ShouldBe((1, 1));
        replace.Text.ShouldContain("-/+ terraform_data.box\n");

        var destroy = await target.PlanDestroy(bench.Scope(), CancellationToken.None);
        destroy.Text.ShouldContain("- terraform_data.box");
        (await target.CheckBinding(bench.Scope(), destroy, CancellationToken.None)).ShouldBeNull();
        var gone = await bench.Runner.Apply(target, bench.Scope(), destroy);
        target.ReadApplied(destroy, gone.StandardOutput).ShouldBe(new AppliedChanges(0, 0, 1));
    }

    [Fact]
    public async Task Two_roots_with_a_local_module_and_two_environments_have_four_states()
    {
        using var bench = new TerraformBench()
            .With("modules/box/main.tf", Main)
            .With("infra/app/main.tf", "module \"box\" {\n  source = \"../../modules/box\"\n}\n")
            .With("infra/network/main.tf", "module \"box\" {\n  source = \"../../modules/box\"\n}\n");
        TargetSettings[] settings = [new() { Name = "app", Terraform = "infra/app" }, new() { Name = "network", Terraform = "infra/network" }];

        foreach (var target in settings.Select(setting => bench.Target(setting)))
            foreach (var environment in new[] { "dev", "prod" })
                (await bench.Ship(target, environment)).ExitCode.ShouldBe(0);

        foreach (var environment in new[] { "dev", "prod" })
            foreach (var target in new[] { "app", "network" })
                File.ReadAllText(bench.StateFile(target, environment)).ShouldContain("module.box");
    }

    [Fact]
    public async Task Workspace_variable_files_and_values_follow_the_environment()
    {
        using var bench = new TerraformBench()
            .With("infra/app/main.tf", Main + "\nvariable \"name\" {}\noutput \"name\" {\n  value = \"${var.name} in ${terraform.workspace}\"\n}\n")
            .With("vars/dev.tfvars", "size = \"tiny\"\n");
        var target = bench.Target(new TargetSettings
        {
            Name = "app",
            Terraform = "infra/app",
            Workspace = "ws-{environment}",
            VarFiles = ["vars/{environment}.tfvars"],
            Variables = new Dictionary<string, string> { ["name"] = "box of {environment}" },
        });

        (await bench.Ship(target)).ExitCode.ShouldBe(0);

        (await target.Outputs(bench.Scope(), CancellationToken.None)).ShouldBe(new Dictionary<string, string> { ["name"] = "box of dev in ws-dev", ["size"] = "tiny" });
        var missing = await Should.ThrowAsync<GroundwrightException>(target.Plan(bench.Scope("prod"), CancellationToken.None));
        missing.Problem.Code.ShouldBe(TargetProblems.NoVarFile);
    }

    [Fact]
    [Covers("X8")]
    public async Task A_secret_is_in_no_file_in_clear_but_the_state_and_in_nothing_that_is_shown()
    {
        const string secret = "hunter2-s3cr3t";
        using var bench = new TerraformBench(new Dictionary<string, string> { ["TF_VAR_password"] = secret }).With("infra/app/main.tf", """
            variable "password" {
              sensitive = true
            }
            resource "terraform_data" "box" {
              input = { name = "box", password = var.password, list = [var.password] }
            }
            output "password" {
              value     = var.password
              sensitive = true
            }
            output "name" {
              value = "box"
            }
            """);
        var said = new List<string>();
        var target = bench.Target(new TargetSettings { Name = "app", Terraform = "infra/app", Environment = ["TF_VAR_password"] });
        var scope = bench.Scope(onLine: line => { lock (said) said.Add(line.Text); });

        var plan = await target.Plan(scope, CancellationToken.None);
        plan.Text.ShouldContain("input.name: \"box\"");
        plan.Text.ShouldContain("input.password: (sensitive)");
        Files(bench).ShouldAllBe(file => !File.ReadAllText(file).Contains(secret));
        System.Text.Json.JsonSerializer.Serialize(plan).ShouldNotContain(secret);
        said.ShouldNotBeEmpty();
        said.ShouldAllBe(line => !line.Contains(secret));

        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        var applied = await bench.Runner.Apply(target, scope, plan);
        applied.ExitCode.ShouldBe(0, applied.StandardOutput);
        applied.StandardOutput.ShouldNotContain(secret);
        target.Discard(plan);
        Files(bench).Where(file => !file.StartsWith(bench.StateFile())).ShouldAllBe(file => !File.ReadAllText(file).Contains(secret));
        (await target.Outputs(bench.Scope(), CancellationToken.None)).Keys.ShouldBe(["name"]);
    }

    [Fact]
    [Covers("A4")]
    public async Task Formatting_names_the_files_it_changed()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", "locals {\na=1\n}\n").With("infra/app/sub/fine.tf", "locals {}\n");
        var scope = bench.Scope();

        (await bench.Target().Format(scope.Directory, null, CancellationToken.None)).ShouldBe(["infra/app/main.tf"]);
        File.ReadAllText(Path.Combine(scope.Directory, "infra/app/main.tf")).ShouldBe("locals {\n  a = 1\n}\n");
    }

    [Fact]
    [Covers("A5")]
    public async Task What_is_wrong_is_told_with_file_and_line_and_needs_no_credentials()
    {
        using var bench = new TerraformBench(new Dictionary<string, string> { ["AWS_SECRET_ACCESS_KEY"] = "key" })
            .With("infra/app/main.tf", "resource \"terraform_data\" \"a\" {\n  inputt = 1\n}\noutput \"x\" {\n  value = terraform_data.b.id\n}\n");
        var target = bench.Target(new TargetSettings { Name = "app", Terraform = "infra/app", Environment = ["AWS_SECRET_ACCESS_KEY"] });

        var problems = await target.Validate(bench.Scope(), CancellationToken.None);

        problems.Select(problem => problem.Source!.ToString()).ShouldBe(["infra/app/main.tf:2:3", "infra/app/main.tf:5:11"], ignoreOrder: true);
        problems[0].Detail!.ShouldContain("Did you mean \"input\"?");
        bench.Runner.Commands.ShouldAllBe(command => !command.Environment.Allowed.Contains("AWS_SECRET_ACCESS_KEY"));
        var unclosed = await bench.With("infra/app/main.tf", "resource \"terraform_data\" \"a\" {\n").Target().Validate(bench.Scope(), CancellationToken.None);
        unclosed.ShouldHaveSingleItem().Source!.File.ShouldBe("infra/app/main.tf");
    }

    [Fact]
    public async Task A_provisioner_that_fails_is_told_with_what_was_left_half_done()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", """
            resource "terraform_data" "good" {}
            resource "terraform_data" "bad" {
              depends_on = [terraform_data.good]
              provisioner "local-exec" {
                command = "echo no such luck; exit 3"
              }
            }
            """);
        var target = bench.Target();
        var scope = bench.Scope();
        var plan = await target.Plan(scope, CancellationToken.None);

        var applied = await bench.Runner.Apply(target, scope, plan);

        applied.ExitCode.ShouldBe(1);
        target.ReadApplied(plan, applied.StandardOutput).ShouldBe(new AppliedChanges(1, 0, 0));
        var problem = (await target.ExplainFailure(scope, plan, applied.StandardOutput, CancellationToken.None)).ShouldHaveSingleItem();
        problem.Summary.ShouldContain("local-exec provisioner error");
        problem.Detail!.ShouldContain("Begun and not finished: terraform_data.bad");
    }

    [Fact]
    public async Task A_state_that_somebody_holds_is_told_with_who_and_since_when()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", "resource \"terraform_data\" \"slow\" {\n  provisioner \"local-exec\" {\n    command = \"sleep 30\"\n  }\n}\n");
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        using var other = new RunningApply(bench.Runner, await target.ApplyCommand(bench.Scope(), plan, CancellationToken.None));
        await other.Says("provision_start");

        var problem = (await Should.ThrowAsync<GroundwrightException>(target.Plan(bench.Scope(), CancellationToken.None))).Problem;

        problem.Code.ShouldBe(TargetProblems.StateLocked);
        problem.Summary.ShouldMatch("is locked by .+@.+ since \\d{4}-");
        problem.Remedies.ShouldHaveSingleItem().Command.ShouldMatch("force-unlock [0-9a-f-]{36}$");
        problem.Retry.CanHelp.ShouldBeTrue();
    }

    [Fact]
    public async Task People_see_sentences_instead_of_json()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", Main);
        var said = new List<string>();

        await bench.Target().Plan(bench.Scope(onLine: line => { lock (said) said.Add(line.Text); }), CancellationToken.None);

        said.ShouldContain("terraform_data.box: Plan to create");
        said.ShouldAllBe(line => !line.StartsWith('{'));
    }

    private static IEnumerable<string> Files(TerraformBench bench) => Directory.EnumerateFiles(bench.Root, "*", SearchOption.AllDirectories);
}

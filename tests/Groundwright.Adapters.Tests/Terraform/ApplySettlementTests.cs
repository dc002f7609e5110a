using System.Text.Json;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>What is said of an apply that left no exit record.</summary>
[Covers("X2")]
public sealed class ApplySettlementTests : IDisposable
{
    private const string Slow = """
        resource "terraform_data" "quick" {}
        resource "terraform_data" "slow" {
          depends_on = [terraform_data.quick]
          provisioner "local-exec" {
            command = "sleep 30"
          }
        }
        """;

    private readonly TerraformBench bench = new TerraformBench().With("infra/app/main.tf", "resource \"terraform_data\" \"box\" {}\n");

    [Fact]
    public async Task Killed_in_the_middle_it_is_unknown_and_names_what_was_begun()
    {
        Needs.Linux();
        bench.With("infra/app/main.tf", Slow);
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        using var apply = new RunningApply(bench.Runner, await target.ApplyCommand(bench.Scope(), plan, CancellationToken.None));
        await apply.Says("provision_start");
        await apply.Kill();

        var verdict = await target.Settle(bench.Scope(), plan, apply.Log, CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldContain("terraform_data.slow was begun and is not known to be finished");
        verdict.Evidence.ShouldNotContain(fact => fact.Contains("terraform_data.quick"));
        verdict.Evidence.ShouldContain("a fresh plan still finds changes");
    }

    [Fact]
    public async Task Completed_and_unrecorded_it_is_done_whatever_of_the_log_is_left()
    {
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        (await bench.Runner.Apply(target, bench.Scope(), plan)).ExitCode.ShouldBe(0);

        var verdict = await target.Settle(bench.Scope(), plan, "", CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Done);
        verdict.Evidence.ShouldContain("a fresh plan finds nothing to do");
    }

    [Fact]
    public async Task A_destroy_that_completed_is_done()
    {
        var target = bench.Target();
        (await bench.Ship(target)).ExitCode.ShouldBe(0);
        var plan = await target.PlanDestroy(bench.Scope(), CancellationToken.None);
        (await target.Settle(bench.Scope(), plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Unknown);
        (await bench.Runner.Apply(target, bench.Scope(), plan)).ExitCode.ShouldBe(0);

        (await target.Settle(bench.Scope(), plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
    }

    [Fact]
    public async Task An_empty_log_proves_nothing()
    {
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);

        var verdict = await target.Settle(bench.Scope(), plan, "", CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldContain("planned, and the log does not say whether it was begun: terraform_data.box");
    }

    [Fact]
    public async Task A_replacement_whose_second_half_is_not_heard_of_is_named()
    {
        bench.With("infra/app/main.tf", "resource \"terraform_data\" \"box\" { triggers_replace = \"1\" }\n");
        var target = bench.Target();
        (await bench.Ship(target)).ExitCode.ShouldBe(0);
        bench.With("infra/app/main.tf", "resource \"terraform_data\" \"box\" { triggers_replace = \"2\" }\n");
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        var log = (await bench.Runner.Apply(target, bench.Scope(), plan)).StandardOutput;
        var half = log[..log.LastIndexOf("apply_start", StringComparison.Ordinal)];

        var verdict = await target.Settle(bench.Scope(), plan with { Binding = new Dictionary<string, string>(plan.Binding) { ["lineage"] = "another" } }, half, CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldContain("planned, and the log does not say whether it was begun: terraform_data.box");
    }

    [Fact]
    public async Task Refused_before_it_began_it_is_not_begun()
    {
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        (await bench.Runner.Apply(target, bench.Scope(), plan)).ExitCode.ShouldBe(0);
        // The state has moved, so terraform itself refuses the older plan.
        bench.With("infra/app/more.tf", "resource \"terraform_data\" \"more\" {}\n");
        var stale = plan with { Binding = new Dictionary<string, string>((await target.Plan(bench.Scope(), CancellationToken.None)).Binding) };
        var refused = await bench.Runner.Apply(target, bench.Scope(), plan);
        refused.StandardOutput.ShouldContain("Saved plan is stale");

        var verdict = await target.Settle(bench.Scope(), stale, refused.StandardOutput, CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.NotBegun);
        verdict.Evidence.ShouldContain("terraform gave up before applying: Saved plan is stale");
    }

    [Fact]
    public async Task While_somebody_holds_the_state_it_is_unknown()
    {
        bench.With("infra/app/main.tf", Slow);
        var target = bench.Target();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        using var apply = new RunningApply(bench.Runner, await target.ApplyCommand(bench.Scope(), plan, CancellationToken.None));
        await apply.Says("provision_start");

        var verdict = await target.Settle(bench.Scope(), plan, "", CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldContain(fact => fact.Contains("is locked by"));
    }

    [Fact]
    [Covers("X9")]
    public async Task A_state_that_could_not_be_written_is_kept_with_its_remedy()
    {
        using var server = new StateServer();
        bench.With("infra/app/backend.tf", "terraform {\n  backend \"http\" {}\n}\n");
        var target = bench.Target(new TargetSettings { Name = "app", Terraform = "infra/app", Backend = new Dictionary<string, string> { ["address"] = server.Address, ["retry_max"] = "0" } });
        (await bench.Ship(target)).ExitCode.ShouldBe(0);
        bench.With("infra/app/more.tf", "resource \"terraform_data\" \"more\" {}\n");
        var scope = bench.Scope();
        var plan = await target.Plan(scope, CancellationToken.None);
        server.RefusesWrites = true;
        var applied = await bench.Runner.Apply(target, scope, plan);
        applied.ExitCode.ShouldBe(1, applied.StandardOutput);

        var problem = (await target.ExplainFailure(scope, plan, applied.StandardOutput, CancellationToken.None))[0];

        problem.Code.ShouldBe(TargetProblems.StateNotWritten);
        var id = problem.Remedies[0].Command.Split(' ')[3];
        using var kept = JsonDocument.Parse(bench.Vault.ReadState(id));
        kept.RootElement.GetProperty("resources").EnumerateArray().Select(made => made.GetProperty("name").GetString()).ShouldContain("more");
        problem.Remedies[1].Command.ShouldContain("-chdir='infra/app' state push");
        (await target.Settle(scope, plan, applied.StandardOutput, CancellationToken.None)).Fate.ShouldBe(ApplyFate.Unknown);
    }

    public void Dispose() => bench.Dispose();
}

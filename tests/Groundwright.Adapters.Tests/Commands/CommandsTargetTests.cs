using Groundwright.Adapters.Commands;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Commands;

/// <summary>A target made of the user's own scripts, with real scripts.</summary>
public sealed class CommandsTargetTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly RecordingRunner runner = new();
    private readonly TargetScope scope;
    private readonly PlanVault vault;

    public CommandsTargetTests()
    {
        Needs.Tool("sh", "a POSIX shell");
        vault = new PlanVault(folder["plans"], folder["keys", "key"], TimeProvider.System);
        Directory.CreateDirectory(folder["checkout"]);
        scope = new TargetScope("run12345", "dev", folder["checkout"], "tree1", null);
    }

    private string World => folder["world"];

    [Fact]
    public async Task What_the_plan_prints_is_the_plan_that_the_apply_gets()
    {
        Script("plan", $"test -f '{World}' || printf '+ box of %s for %s\\n- old box\\n~ lid\\n-/+ hinge\\nsome talk\\n' \"$GROUNDWRIGHT_ENVIRONMENT\" \"$GROUNDWRIGHT_TARGET\"");
        Script("apply", $"cp \"$GROUNDWRIGHT_PLAN\" '{World}'");
        Script("outputs", "echo '{\"url\": \"http://dev\"}'");
        var target = Target(new CommandsSettings { Plan = ["./plan"], Apply = ["./apply"], Outputs = ["./outputs"] });

        var plan = await target.Plan(scope, CancellationToken.None);
        (plan.Adds, plan.Updates, plan.Deletes).ShouldBe((2, 1, 2));
        plan.Changes.Where(change => change.HoldsData).Select(change => change.Address).ShouldBe(["old box", "hinge"]);
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        (await runner.Apply(target, scope, plan)).ExitCode.ShouldBe(0);
        target.Discard(plan);

        File.ReadAllText(World).ShouldStartWith("+ box of dev for legacy\n");
        Directory.EnumerateFiles(folder["plans"], "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await target.Outputs(scope, CancellationToken.None))["url"].ShouldBe("http://dev");
        var after = await target.Plan(scope, CancellationToken.None);
        after.IsEmpty.ShouldBeTrue();
        (await target.CheckBinding(scope, plan with { Artifact = after.Artifact, Sha256 = after.Sha256 }, CancellationToken.None))!.Detail!.ShouldContain("plan was");
    }

    [Fact]
    [Covers("A10", "X7")]
    public async Task The_machine_image_is_a_word_of_its_commands_and_another_image_is_another_plan()
    {
        Script("plan", "echo '+ box'");
        Script("apply", $"echo \"$1\" > '{World}'");
        var target = Target(new CommandsSettings { Plan = ["./plan"], Apply = ["./apply", "--from={image}"] });
        var first = scope with { Image = "ami-00000001" };

        var plan = await target.Plan(first, CancellationToken.None);
        (await target.CheckBinding(first, plan, CancellationToken.None)).ShouldBeNull();
        (await target.CheckBinding(scope with { Image = "ami-00000002" }, plan, CancellationToken.None))!.Detail!.ShouldContain("image was ami-00000001, is now ami-00000002");
        (await runner.Apply(target, first, plan)).ExitCode.ShouldBe(0);

        File.ReadAllText(World).Trim().ShouldBe("--from=ami-00000001");
    }

    [Fact]
    public async Task A_plan_that_would_say_something_else_now_is_refused()
    {
        Script("plan", $"cat '{World}'");
        var target = Target(new CommandsSettings { Plan = ["./plan"], Apply = ["true"] });
        File.WriteAllText(World, "+ one\n");
        var plan = await target.Plan(scope, CancellationToken.None);
        File.WriteAllText(World, "+ two\n");

        (await target.CheckBinding(scope, plan, CancellationToken.None))!.Code.ShouldBe(TargetProblems.PlanMoved);
        (await target.CheckBinding(scope with { Tree = "tree2" }, plan, CancellationToken.None))!.Detail!.ShouldContain("tree was tree1, is now tree2");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  \n", 0)]
    [InlineData("it will do something\n", 1)]
    public async Task Printing_nothing_is_no_change_and_anything_else_is_one(string printed, int changes)
    {
        Script("plan", $"printf '{printed}'");

        var plan = await Target(new CommandsSettings { Plan = ["./plan"], Apply = ["true"] }).Plan(scope, CancellationToken.None);

        plan.Changes.Count.ShouldBe(changes);
        plan.IsEmpty.ShouldBe(changes == 0);
    }

    [Theory]
    [Covers("X2")]
    [InlineData("exit 0", ApplyFate.Done)]
    [InlineData("exit 1", ApplyFate.NotBegun)]
    [InlineData("exit 2", ApplyFate.Unknown)]
    [InlineData("grep -q box \"$GROUNDWRIGHT_PLAN\"", ApplyFate.Done)]
    public async Task The_probe_tells_what_became_of_an_apply(string probe, ApplyFate fate)
    {
        Script("plan", "echo '+ box'");
        Script("probe", probe);
        var target = Target(new CommandsSettings { Plan = ["./plan"], Apply = ["true"], Probe = ["./probe"] });
        var plan = await target.Plan(scope, CancellationToken.None);

        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(fate);
    }

    [Fact]
    [Covers("X2")]
    public async Task Without_a_probe_nobody_can_tell()
    {
        Script("plan", "echo '+ box'");
        var target = Target(new CommandsSettings { Plan = ["./plan"], Apply = ["true"] });

        var verdict = await target.Settle(scope, await target.Plan(scope, CancellationToken.None), "", CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldHaveSingleItem().ShouldContain("no `probe:`");
    }

    [Fact]
    public async Task Destroying_is_a_plan_too()
    {
        Script("destroy", $"touch '{World}'");
        var target = Target(new CommandsSettings { Plan = ["true"], Apply = ["false"], Destroy = ["./destroy"] });

        var plan = await target.PlanDestroy(scope, CancellationToken.None);
        plan.Deletes.ShouldBe(1);
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        (await runner.Apply(target, scope, plan)).ExitCode.ShouldBe(0);

        File.Exists(World).ShouldBeTrue();
        (await Should.ThrowAsync<GroundwrightException>(Target(new CommandsSettings { Plan = ["true"], Apply = ["true"] }).PlanDestroy(scope, CancellationToken.None)))
            .Problem.Code.ShouldBe(TargetProblems.NoDestroy);
    }

    [Fact]
    public async Task What_a_failing_command_says_is_told()
    {
        Script("bad", "echo no such luck >&2; exit 4");
        var target = Target(new CommandsSettings { Validate = ["./bad"], Plan = ["./bad"], Apply = ["true"] });

        var problem = (await target.Validate(scope, CancellationToken.None)).ShouldHaveSingleItem();

        problem.Summary.ShouldBe("validate of legacy ended with 4");
        problem.Detail.ShouldBe("no such luck");
        (await Should.ThrowAsync<GroundwrightException>(target.Plan(scope, CancellationToken.None))).Problem.Summary.ShouldContain("plan of legacy ended with 4");
    }

    public void Dispose() => folder.Dispose();

    private CommandsTarget Target(CommandsSettings commands) => new(new TargetSettings { Name = "legacy", Commands = commands }, runner, vault, "/repository", TimeProvider.System);

    private void Script(string name, string body)
    {
        var file = folder.Write($"checkout/{name}", $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

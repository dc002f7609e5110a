using Groundwright.Adapters.Cdk;
using Groundwright.Adapters.Tests.Terraform;
using Groundwright.Core.Environments;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Cdk;

/// <summary>The life of a CDK app, with the real CDK on moto.</summary>
public sealed class CdkTargetTests : IClassFixture<CdkBench>
{
    private readonly CdkBench bench;

    public CdkTargetTests(CdkBench bench)
    {
        Needs.Linux();
        Needs.Node();
        Needs.Moto();
        this.bench = bench;
    }

    [Fact]
    [Covers("A5", "U1", "X7")]
    public async Task Two_stacks_go_from_plan_to_deployed_changed_and_destroyed()
    {
        var (target, runner) = await bench.Target();
        // The app sees no credentials, whatever the target's tools see.
        var curious = ("bin/shop.js", CdkBench.Sample("bin/shop.js") + "\nif (Object.keys(process.env).some(name => name.startsWith('AWS_ACCESS') || name.startsWith('AWS_SECRET'))) throw new Error('credentials');\n");
        var scope = bench.Scope("dev", curious);

        (await target.Validate(scope, CancellationToken.None)).ShouldBeEmpty();
        var plan = await target.Plan(scope, CancellationToken.None);
        (plan.Adds, plan.Updates, plan.Deletes).ShouldBe((3, 0, 0), plan.Text);
        plan.Text.ShouldStartWith("Plan: 3 to add, 0 to change, 0 to destroy.\n+ ");
        plan.Binding["stacks"].ShouldBe("Network, Shop");
        plan.Binding["stack shop-dev"].ShouldBe("not there");
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.NotBegun);
        var applied = await runner.Apply(target, scope, plan);
        applied.ExitCode.ShouldBe(0, applied.StandardOutput + applied.StandardError);
        target.ReadApplied(plan, applied.StandardOutput).ShouldBe(new AppliedChanges(3, 0, 0));
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
        target.Discard(plan);
        (await target.Outputs(scope, CancellationToken.None)).Keys.Order().ShouldBe(["OrdersUrl", "ReceiptsBucket"]);
        (await target.Plan(scope, CancellationToken.None)).IsEmpty.ShouldBeTrue();

        var longer = bench.Scope("dev", curious, ("lib/network-stack.js", CdkBench.Sample("lib/network-stack.js").Replace("days(4)", "days(5)")));
        var drift = (await target.Drift(longer, CancellationToken.None)).ShouldHaveSingleItem();
        (drift.Address, drift.Type, drift.Action).ShouldBe(("Network/OrdersA9B65338", "AWS::SQS::Queue", ChangeAction.Update));
        var update = await target.Plan(longer, CancellationToken.None);
        update.Text.ShouldBe("Plan: 0 to add, 1 to change, 0 to destroy.\n~ Network/OrdersA9B65338  AWS::SQS::Queue\n    MessageRetentionPeriod: 345600 -> 432000");
        update.Binding["stacks"].ShouldBe("Network");
        var updated = await runner.Apply(target, longer, update);
        target.ReadApplied(update, updated.StandardOutput).ShouldBe(new AppliedChanges(0, 1, 0), updated.StandardOutput + updated.StandardError);

        var destroy = await target.PlanDestroy(longer, CancellationToken.None);
        (destroy.Adds, destroy.Deletes).ShouldBe((0, 2), destroy.Text);
        destroy.Text.ShouldContain("- Network/OrdersA9B65338  AWS::SQS::Queue  holds data");
        destroy.Text.ShouldContain("· Shop/Receipts59C0D3E0  AWS::S3::Bucket  the old one stays, by its own policy");
        destroy.Findings.ShouldHaveSingleItem().Resource.ShouldBe("Network/OrdersA9B65338");
        (await target.CheckBinding(longer, destroy, CancellationToken.None)).ShouldBeNull();
        var gone = await runner.Apply(target, longer, destroy);
        gone.ExitCode.ShouldBe(0, gone.StandardOutput + gone.StandardError);
        target.ReadApplied(destroy, gone.StandardOutput).ShouldBe(new AppliedChanges(0, 0, 2), gone.StandardOutput + gone.StandardError);
        (await target.Settle(longer, destroy, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
    }

    [Fact]
    [Covers("X7")]
    public async Task A_plan_is_refused_once_somebody_else_has_changed_a_stack_or_the_files()
    {
        var (target, _) = await bench.Target();
        var scope = bench.Scope("moved");
        var plan = await target.Plan(scope, CancellationToken.None);
        var (other, _) = await bench.Target(settings => settings with { Context = new Dictionary<string, string> { ["environment"] = "{environment}", ["size"] = "2" } });

        (await target.CheckBinding(scope with { Tree = "other" }, plan, CancellationToken.None))!.Detail!.ShouldContain("tree was ");
        (await other.CheckBinding(scope, plan, CancellationToken.None))!.Detail!.ShouldContain("context was ");
        var moto = await bench.Cloud();
        moto.Aws(["cloudformation", "create-stack", "--stack-name", "shop-moved-network", "--template-body", """{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}"""]);
        var moved = await target.CheckBinding(scope, plan, CancellationToken.None);

        moved!.Code.ShouldBe(TargetProblems.PlanMoved);
        moved.Detail!.ShouldContain("stack shop-moved-network was not there, is now CREATE_COMPLETE since ");
        var again = await target.Plan(bench.Scope("moved"), CancellationToken.None);
        again.Text.ShouldContain("- Network/Q  AWS::SQS::Queue  holds data");
    }

    [Fact]
    [Covers("X7")]
    public async Task Credentials_of_another_account_are_refused_before_anything_is_made()
    {
        var (target, _) = await bench.Target(settings => settings with { Account = "999999999999" });

        var problem = (await Should.ThrowAsync<Core.Problems.GroundwrightException>(target.Plan(bench.Scope("foreign"), CancellationToken.None))).Problem;

        problem.Code.ShouldBe(AwsProblems.WrongAccount);
        problem.Summary.ShouldBe("foreign is account 999999999999, but shop would go to 123456789012");
    }

    [Fact]
    public async Task Each_environment_lands_in_its_own_account()
    {
        var moto = await bench.Cloud();
        var credentials = moto.In("222222222222");
        var file = Path.Combine(bench.Root, "credentials");
        await File.WriteAllTextAsync(file, $"[second]\naws_access_key_id = {credentials["AWS_ACCESS_KEY_ID"]}\naws_secret_access_key = {credentials["AWS_SECRET_ACCESS_KEY"]}\naws_session_token = {credentials["AWS_SESSION_TOKEN"]}\n", TestContext.Current.CancellationToken);
        moto.Bootstrap("222222222222", credentials);
        var (target, runner) = await bench.Target(
            settings => settings with { Account = "222222222222", Environment = ["AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ENDPOINT_URL"] },
            new Dictionary<string, string> { ["AWS_PROFILE"] = "second", ["AWS_SHARED_CREDENTIALS_FILE"] = file });
        var scope = bench.Scope("second");

        var plan = await target.Plan(scope, CancellationToken.None);
        plan.Binding["account"].ShouldBe("222222222222");
        var applied = await runner.Apply(target, scope, plan);

        applied.ExitCode.ShouldBe(0, applied.StandardOutput + applied.StandardError);
        (await target.Outputs(scope, CancellationToken.None))["OrdersUrl"].ShouldContain("/222222222222/");
        moto.Aws(["cloudformation", "describe-stacks", "--query", "Stacks[].StackName"]).ShouldNotContain("shop-second");
    }

    [Fact]
    [Covers("X7")]
    public async Task Stacks_of_another_account_are_planned_deployed_and_watched_through_their_deploy_role()
    {
        const string Other = "333333333333";
        var moto = await bench.Cloud();
        var there = moto.In(Other);
        moto.Bootstrap(Other, there);
        // As most apps say it: the account is the one that the CDK was told.
        var scope = bench.Scope("other", ("bin/shop.js", CdkBench.Sample("bin/shop.js")
            .Replace("environment });", "environment, env });", StringComparison.Ordinal).Replace("orders: network.orders", "env, orders: network.orders", StringComparison.Ordinal)
            .Replace("const network =", "const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };\nconst network =", StringComparison.Ordinal)));
        var (target, runner) = await bench.Target(settings => settings with { Account = Other });

        var plan = await target.Plan(scope, CancellationToken.None);
        plan.Binding["account"].ShouldBe(MotoServer.Account, "whose credentials they are");
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        var applied = await runner.Apply(target, scope, plan);

        applied.ExitCode.ShouldBe(0, applied.StandardOutput + applied.StandardError);
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
        moto.Aws(["cloudformation", "describe-stacks", "--query", "Stacks[].StackName"], there).ShouldContain("shop-other-network");
        moto.Aws(["cloudformation", "describe-stacks", "--query", "Stacks[].StackName"]).ShouldNotContain("shop-other");
        (await target.Outputs(scope, CancellationToken.None))["OrdersUrl"].ShouldContain($"/{Other}/");
        (await target.Drift(scope, CancellationToken.None)).ShouldBeEmpty();
        moto.Aws(["ssm", "put-parameter", "--overwrite", "--name", "/shop/other/queue", "--value", "elsewhere"], there);
        (await target.Drift(scope, CancellationToken.None)).ShouldHaveSingleItem().Type.ShouldBe("AWS::SSM::Parameter");
    }

    [Fact]
    public async Task What_was_changed_and_deleted_behind_the_back_of_CloudFormation_is_drift()
    {
        var (target, runner) = await bench.Target();
        var scope = bench.Scope("drifted");
        var plan = await target.Plan(scope, CancellationToken.None);
        (await runner.Apply(target, scope, plan)).ExitCode.ShouldBe(0);
        (await target.Drift(scope, CancellationToken.None)).ShouldBeEmpty();
        var moto = await bench.Cloud();
        var queue = (await target.Outputs(scope, CancellationToken.None))["OrdersUrl"].Split('/')[^1];

        moto.Aws(["ssm", "put-parameter", "--overwrite", "--name", "/shop/drifted/queue", "--value", "elsewhere"]);
        moto.Aws(["--endpoint-url", moto.Endpoint, "sqs", "delete-queue", "--queue-url", $"{moto.Endpoint}/{MotoServer.Account}/{queue}"]);

        var drift = (await target.Drift(scope, CancellationToken.None)).OrderBy(change => change.Address, StringComparer.Ordinal).ToList();
        drift.Select(change => (change.Address.Split('/')[0], change.Type, change.Action, change.HoldsData)).ShouldBe(
            [("Network", "AWS::SQS::Queue", ChangeAction.Create, true), ("Shop", "AWS::SSM::Parameter", ChangeAction.Update, false)]);
    }

    [Fact]
    public async Task A_resource_that_cannot_be_made_is_named_with_the_reason()
    {
        var (target, runner) = await bench.Target();
        var scope = bench.Scope("broken", ("lib/shop-stack.js", CdkBench.Sample("lib/shop-stack.js")
            .Replace("new CfnOutput", "new ssm.CfnParameter(this, 'Bad', { name: 'aws-not-allowed', type: 'String', value: '1' });\n    new CfnOutput")));
        var plan = await target.Plan(scope, CancellationToken.None);

        var applied = await runner.Apply(target, scope, plan);
        var problems = await target.ExplainFailure(scope, plan, applied.StandardOutput, CancellationToken.None);

        applied.ExitCode.ShouldNotBe(0);
        target.ReadApplied(plan, applied.StandardOutput).Added.ShouldBe(1);
        problems[0].Code.ShouldBe(CdkProblems.ResourceFailed, applied.StandardOutput + applied.StandardError);
        problems[0].Summary.ShouldStartWith("Shop/Bad (AWS::SSM::Parameter): ");
        problems[0].Detail!.ShouldContain("The stack is in ROLLBACK_COMPLETE now");
        (await target.Settle(scope, plan, applied.StandardOutput, CancellationToken.None)).Fate.ShouldBe(ApplyFate.Unknown);
    }

    [Fact]
    [Covers("X2")]
    public async Task What_a_killed_deploy_left_is_told_stack_by_stack()
    {
        var (target, runner) = await bench.Target();
        var scope = bench.Scope("killed");
        var plan = await target.Plan(scope, CancellationToken.None);

        using var apply = new RunningApply(runner, await target.ApplyCommand(scope, plan, CancellationToken.None));
        await apply.Says("✅  Network");
        await apply.Kill();
        var verdict = await target.Settle(scope, plan, apply.Log, CancellationToken.None);

        verdict.Evidence.Count.ShouldBe(2);
        verdict.Evidence[0].ShouldStartWith("shop-killed-network is CREATE_COMPLETE with the planned template");
        // The other stack may have been quicker than the kill; what is said must be what is so.
        var there = (await bench.Cloud()).Aws(["cloudformation", "describe-stacks", "--query", "Stacks[?StackStatus=='CREATE_COMPLETE'].StackName", "--output", "text"]).Split('\t').Contains("shop-killed");
        verdict.Fate.ShouldBe(there ? ApplyFate.Done : ApplyFate.Unknown, string.Join('\n', verdict.Evidence));
    }
}

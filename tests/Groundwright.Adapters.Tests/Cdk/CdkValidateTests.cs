using Groundwright.Adapters.Cdk;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Cdk;

/// <summary>What is wrong with an app is said before any cloud is asked, with the real CDK.</summary>
public sealed class CdkValidateTests : IClassFixture<CdkBench>
{
    private readonly CdkBench bench;

    public CdkValidateTests(CdkBench bench)
    {
        Needs.Linux();
        Needs.Node();
        this.bench = bench;
    }

    [Fact]
    [Covers("C2")]
    public async Task Missing_context_is_named_and_never_looked_up()
    {
        var scope = bench.Scope("dev", ("lib/network-stack.js", CdkBench.Sample("lib/network-stack.js")
            .Replace("super(scope, id, props);", "super(scope, id, { ...props, env: { account: '123456789012', region: 'eu-west-1' } });\n    require('aws-cdk-lib/aws-ec2').Vpc.fromLookup(this, 'Vpc', { vpcId: 'vpc-1' });")));

        var problem = (await bench.Offline().Target.Validate(scope, CancellationToken.None)).ShouldHaveSingleItem();

        problem.Code.ShouldBe(CdkProblems.MissingContext);
        problem.Detail!.ShouldStartWith("vpc-provider:account=123456789012:filter.vpc-id=vpc-1");
    }

    [Fact]
    public async Task An_app_that_fails_and_a_stack_that_is_not_there_are_told()
    {
        var broken = bench.Scope("dev", ("bin/shop.js", "throw new Error('no such shop');\n"));

        (await bench.Offline().Target.Validate(broken, CancellationToken.None)).ShouldHaveSingleItem().Summary.ShouldBe("`cdk synth` fails in infra/cdk: Error: no such shop");
        var unknown = (await bench.Offline(settings => settings with { Stacks = ["Shop", "Shpo"] }).Target.Validate(bench.Scope("dev"), CancellationToken.None)).ShouldHaveSingleItem();
        unknown.Code.ShouldBe(CdkProblems.NoStack);
        unknown.Detail!.ShouldContain("The app has: Network, Shop.");
    }

    [Fact]
    public async Task Without_its_files_nothing_is_run()
    {
        var scope = bench.Scope("dev");
        var app = Path.Combine(scope.Directory, "infra/cdk");
        var (target, runner) = bench.Offline();

        Directory.Delete(Path.Combine(app, "node_modules"), recursive: true);
        File.Delete(Path.Combine(app, "package-lock.json"));
        (await target.Validate(scope, CancellationToken.None)).ShouldHaveSingleItem().Code.ShouldBe(CdkProblems.NotInstalled);
        Directory.CreateSymbolicLink(Path.Combine(app, "node_modules"), "/usr");
        (await target.Validate(scope, CancellationToken.None)).ShouldHaveSingleItem().Code.ShouldBe(TargetProblems.Forbidden);
        File.Delete(Path.Combine(app, "node_modules"));
        File.Delete(Path.Combine(app, "cdk.json"));
        (await target.Validate(scope, CancellationToken.None)).ShouldHaveSingleItem().Summary.ShouldBe("infra/cdk/cdk.json is not in this tree");
        runner.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_machine_without_the_CDK_is_told_how_to_get_it()
    {
        if (Needs.Find("cdk") is not null) Assert.Skip("this machine has a cdk on PATH");
        var scope = bench.Scope("dev");
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Delete(Path.Combine(scope.Directory, "infra/cdk", file));
        Directory.Delete(Path.Combine(scope.Directory, "infra/cdk/node_modules"), recursive: true);

        var problem = (await Should.ThrowAsync<GroundwrightException>(bench.Offline().Target.Validate(scope, CancellationToken.None))).Problem;

        problem.Code.ShouldBe(CdkProblems.NoTool);
        problem.Remedies[0].Command.ShouldBe("npm install --save-dev aws-cdk");
    }
}

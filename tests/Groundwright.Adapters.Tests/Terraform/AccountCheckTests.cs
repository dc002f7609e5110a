using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>Credentials that lead to another account than the environment's are refused before terraform sees them.</summary>
[Covers("X7")]
public sealed class AccountCheckTests
{
    private const string Main = "resource \"terraform_data\" \"box\" {\n  input = 1\n}\n";

    [Fact]
    public async Task The_account_that_aws_says_is_compared_and_bound()
    {
        Needs.Moto();
        using var moto = await MotoServer.Start();
        using var bench = new TerraformBench(moto.Variables).With("infra/app/main.tf", Main);
        var settings = Settings(MotoServer.Account, [.. moto.Variables.Keys]) with { Region = "eu-central-1" };

        var plan = await Plan(bench, settings);
        plan.Binding["account"].ShouldStartWith(MotoServer.Account);
        plan.Binding["region"].ShouldContain("AWS_REGION=eu-central-1");
        (await bench.Target(settings).CheckBinding(bench.Scope(), plan, CancellationToken.None)).ShouldBeNull();

        bench.Runner.Commands.Clear();
        var fault = await Should.ThrowAsync<GroundwrightException>(() => Plan(bench, settings with { Account = "999999999999" }));
        fault.Problem.Code.ShouldBe(AwsProblems.WrongAccount);
        fault.Problem.Summary.ShouldContain(MotoServer.Account);
        bench.Runner.Commands.ShouldAllBe(command => command.Program == "aws");
    }

    [Fact]
    public async Task Credentials_that_do_not_work_are_said_so()
    {
        Needs.Moto();
        var variables = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "testing", ["AWS_SECRET_ACCESS_KEY"] = "testing", ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9", ["AWS_MAX_ATTEMPTS"] = "1" };
        using var bench = new TerraformBench(variables).With("infra/app/main.tf", Main);

        var fault = await Should.ThrowAsync<GroundwrightException>(() => Plan(bench, Settings(MotoServer.Account, [.. variables.Keys]) with { Region = "eu-central-1" }));
        fault.Problem.Code.ShouldBe(AwsProblems.NoAccount);
    }

    [Theory]
    [InlineData("GOOGLE_PROJECT", "shop-dev")]
    [InlineData("ARM_SUBSCRIPTION_ID", "11111111-2222-3333-4444-555555555555")]
    public async Task A_project_or_subscription_is_compared_as_the_variables_name_it(string variable, string value)
    {
        using var bench = new TerraformBench(new Dictionary<string, string> { [variable] = value }).With("infra/app/main.tf", Main);

        (await Plan(bench, Settings(value, [variable]))).Binding["account"].ShouldStartWith($"{value}: ");
        (await Should.ThrowAsync<GroundwrightException>(() => Plan(bench, Settings("shop-prod", [variable])))).Problem.Code.ShouldBe(AwsProblems.WrongAccount);
    }

    [Fact]
    public async Task A_root_without_credentials_is_in_no_account()
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", Main);

        (await Plan(bench, Settings(MotoServer.Account, []))).Binding["account"].ShouldBe("none");
    }

    private static TargetSettings Settings(string account, IReadOnlyList<string> variables) => new() { Name = "app", Terraform = "infra/app", Account = account, Environment = variables };

    private static Task<TargetPlan> Plan(TerraformBench bench, TargetSettings settings) => bench.Target(settings).Plan(bench.Scope(), TestContext.Current.CancellationToken);
}

using Groundwright.Testing;

namespace Acceptance;

/// <summary>A CDK app in three environments and two accounts, with the real program, the real CDK and AWS CLI, and moto for AWS.</summary>
public sealed class CdkTests
{
    [Fact]
    [Covers("D4", "D5", "R9", "X3", "X7")]
    public async Task A_version_goes_from_one_account_to_the_other_breaks_there_is_rolled_back_and_held()
    {
        using var shop = await CdkRepository.Create();
        var told = shop.Told;

        told.Ok("deploy", "dev", "--yes");
        shop.Stacks(CdkRepository.Dev).ShouldBe(["shop-dev", "shop-dev-network"]);
        told.Ok("env", "test", "dev");
        told.Ok("promote", "staging", "--yes");
        shop.Stacks(CdkRepository.Dev).ShouldBe(["shop-dev", "shop-dev-network", "shop-staging", "shop-staging-network"]);
        told.Ok("promote", "prod");
        shop.Stacks(CdkRepository.Prod).ShouldBeEmpty("nothing is applied before it is approved");
        var run = told.LastRunId();
        told.Ok("approvals").ShouldContain(run);
        told.Ok("approve", run, "--gate", "apply", "--yes");
        shop.Stacks(CdkRepository.Prod).ShouldBe(["shop-prod", "shop-prod-network"]);
        shop.Aws(CdkRepository.Prod, "ssm", "get-parameter", "--name", "/shop/prod/queue").ShouldContain($"/{CdkRepository.Prod}/");

        // A version that works in dev and staging, and not in prod.
        shop.Release("2", broken: "prod");
        told.Ok("deploy", "dev", "--yes");
        told.Ok("promote", "staging", "--yes");
        shop.Running(CdkRepository.Dev, "staging").ShouldBe("2");
        var (exit, output) = told.Gw("promote", "prod", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("not healthy");
        Told.Words(output).ShouldContain("was rolled back to prod-");
        shop.Running(CdkRepository.Prod, "prod").ShouldBe("1", "the automatic verdict took it back");
        told.Row("prod").GetProperty("hold").GetProperty("reason").GetString()!.ShouldContain("rolled back");

        told.Ok("env", "release", "prod", "--reason", "looked at it");
        told.Row("prod").TryGetProperty("hold", out _).ShouldBeFalse();
    }
}

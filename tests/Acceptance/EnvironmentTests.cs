using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>From dev to prod and back, with the real program, terraform and git.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    [Covers("D4", "D5", "R9", "X3", "J9", "A10")]
    public void A_version_goes_from_dev_to_prod_breaks_there_is_rolled_back_and_held()
    {
        using var shop = ShopRepository.Create();

        Ok(shop, "deploy", "dev", "--yes");
        shop.Running("dev").ShouldBe("1");
        shop.Read("dev", "network").ShouldBe("net-dev", "the output of one target is the input of the other");
        Ok(shop, "promote", "staging", "--yes");
        shop.Running("staging").ShouldBe("1");

        var asked = Ok(shop, "promote", "prod");
        asked.ShouldContain("apply");
        asked.ShouldContain("gw approve");
        shop.Running("prod").ShouldBeNull("nothing is applied before it is approved");
        var run = shop.LastRun().GetProperty("runId").GetString()!;
        Gw.Run(shop.Root, "approvals").Output.ShouldContain(run);
        Ok(shop, "approve", run, "--gate", "apply", "--yes");
        shop.Read("prod", "network").ShouldBeNull("the app needs an output of the network, so it is planned and approved by itself");
        Ok(shop, "approve", run, "--gate", "apply", "--yes");
        shop.Running("prod").ShouldBe("1");
        shop.Row("prod").GetProperty("health").GetProperty("good").GetBoolean().ShouldBeTrue();

        // A version that works in dev and staging, and not in prod.
        shop.Release("2", "ok but not in prod");
        Ok(shop, "deploy", "dev", "--yes");
        Ok(shop, "promote", "staging", "--yes");
        var (exit, output) = Gw.Run(shop.Root, "promote", "prod", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("not healthy");
        output.Contains("was rolled back to", StringComparison.Ordinal).ShouldBeTrue(output);
        shop.Running("prod").ShouldBe("1", "the automatic verdict took it back");
        shop.Row("prod").GetProperty("hold").GetProperty("reason").GetString()!.ShouldContain("rolled back");

        Ok(shop, "env", "release", "prod", "--reason", "looked at it");
        shop.Row("prod").TryGetProperty("hold", out _).ShouldBeFalse();
    }

    [Fact]
    [Covers("D5", "R9")]
    public void A_rollback_is_planned_and_approved_says_what_it_does_not_bring_back_and_holds()
    {
        using var shop = ShopRepository.Create("protected: false");
        Ok(shop, "deploy", "dev", "--yes");
        shop.Release("2");
        Ok(shop, "deploy", "dev", "--yes");
        shop.Running("dev").ShouldBe("2");

        var planned = Ok(shop, "rollback", "dev");
        planned.ShouldContain("not rolled back: data in app");
        shop.Running("dev").ShouldBe("2");
        Ok(shop, "approve", shop.LastRun().GetProperty("runId").GetString()!, "--yes");

        shop.Running("dev").ShouldBe("1");
        shop.Row("dev").GetProperty("hold").GetProperty("reason").GetString()!.ShouldContain("rolled back to dev-");
    }

    [Fact]
    [Covers("X3", "X7", "F3")]
    public void What_was_approved_and_moved_meanwhile_is_not_applied()
    {
        using var shop = ShopRepository.Create();
        Ok(shop, "deploy", "dev", "--yes");
        shop.Release("2");
        Ok(shop, "deploy", "dev");
        var first = shop.LastRun().GetProperty("runId").GetString()!;
        // Another deploy comes in between and moves the state.
        Ok(shop, "deploy", "dev", "--yes");
        var before = shop.State("dev", "app");

        var (exit, output) = Gw.Run(shop.Root, "approve", first, "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("GW2103");
        output.ShouldContain("serial");
        shop.State("dev", "app").ShouldBe(before);
    }

    [Fact]
    [Covers("A10", "T7")]
    public void Destroying_wants_the_name_typed_and_leaves_an_audit_record()
    {
        using var shop = ShopRepository.Create();
        Ok(shop, "deploy", "dev", "--yes");

        Ok(shop, "destroy", "dev", "--dry-run");
        shop.Row("dev").GetProperty("version").GetString().ShouldNotBeNull();
        Gw.Run(shop.Root, "destroy", "dev", "--yes").Output.ShouldContain("--confirm dev");
        Resources(shop, "app").ShouldBe(1);
        Ok(shop, "destroy", "dev", "--yes", "--confirm", "dev");

        shop.Git("status", "--porcelain", "-uall").ShouldNotContain("agents/", customMessage: "what runs write is not taken in by a person's `git add -A`");
        Resources(shop, "app").ShouldBe(0);
        Resources(shop, "network").ShouldBe(0);
        shop.Row("dev").TryGetProperty("version", out _).ShouldBeFalse();
        var records = Directory.GetFiles(Path.Combine(shop.Root, "agents", "destroy"), "*_dev_destroy.json").Order(StringComparer.Ordinal).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement).ToList();
        records.Count.ShouldBe(2);
        records[0].GetProperty("dry_run").GetBoolean().ShouldBeTrue();
        records[1].GetProperty("result").GetString().ShouldBe("destroyed");
        records[1].GetProperty("resources").EnumerateArray().Select(resource => resource.GetString()).ShouldBe(["terraform_data.app", "terraform_data.network"], ignoreOrder: true);
        records[1].EnumerateObject().Select(field => field.Name).ShouldBe(
            ["timestamp", "environment", "run_id", "actor", "dry_run", "plan_sha256", "resources", "images_kept", "confirmed_by", "result", "exit_code", "duration_seconds"]);

        Gw.Run(shop.Root, "destroy", "prod", "--yes", "--confirm", "prod").Output.ShouldContain("GW2066");
    }

    [Fact]
    [Covers("D4")]
    public void A_version_cannot_skip_an_environment_nor_go_where_nobody_may()
    {
        using var shop = ShopRepository.Create("deployers: [somebody-else], freeze: \"end of the year\"");
        var (exit, output) = Gw.Run(shop.Root, "deploy", "prod", "--yes");
        exit.ShouldBe(1, output);
        foreach (var code in new[] { "GW2062", "GW2063", "GW2064" }) output.ShouldContain(code);
        Gw.Run(shop.Root, "deploy", "pord").Output.ShouldContain("GW2052");
        Gw.Run(shop.Root, "promote", "staging", "--yes").Output.ShouldContain("nothing was released to dev");
    }

    [Fact]
    [Covers("J9", "D2")]
    public void Two_deploys_at_once_go_one_after_the_other()
    {
        Needs.Linux();
        using var shop = ShopRepository.Create();
        Ok(shop, "deploy", "dev", "--yes");
        shop.Release("2");
        using var one = Gw.Start(shop.Root, "deploy", "dev", "--yes");
        using var two = Gw.Start(shop.Root, "deploy", "dev", "--yes");
        var exits = new[] { one.WaitForExit(TimeSpan.FromMinutes(2)), two.WaitForExit(TimeSpan.FromMinutes(2)) };

        // Whoever came second had planned against a state that moved, or found nothing left to do.
        exits.ShouldContain(0);
        shop.Running("dev").ShouldBe("2");
        shop.Applies("dev").ShouldBe(2, "one apply a version");
    }

    private static int Resources(ShopRepository shop, string target) =>
        JsonDocument.Parse(shop.State("dev", target)).RootElement.GetProperty("resources").GetArrayLength();

    private static string Ok(ShopRepository shop, params string[] arguments)
    {
        var (exit, output) = Gw.Run(shop.Root, arguments);
        exit.ShouldBe(0, $"gw {string.Join(' ', arguments)}: {output}");
        return output;
    }
}

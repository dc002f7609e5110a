using Groundwright.Testing;

namespace Acceptance;

/// <summary>A site on Kubernetes with the real program, kubectl and git, and a stand-in for the cluster and Flux.</summary>
public sealed class ClusterTests
{
    private const string Api = "registry.example/team/api";
    private const string Flux = "flux: { branch: \"deploy/{environment}\", kustomization: \"site-{environment}\" }";

    [Fact]
    [Covers("B5", "B9", "D4", "D5", "R9", "X3")]
    public void Through_Flux_a_version_goes_from_dev_to_prod_breaks_there_is_taken_back_by_a_commit_and_held()
    {
        using var site = new ClusterRepository(Flux,
            ("dev", "auto: true, tests: [./bin/ready]"), ("staging", "after: dev, soak: 1s, tests: [./bin/ready]"),
            ("prod", "after: staging, approvals: { count: 1 }, onFailure: rollback, health: [{ rollout: deployment/api, namespace: shop-prod, deadline: 10s }]"));
        site.Watch();

        Ok(site, "deploy", "dev", "--yes").ShouldContain("dev-");
        Ok(site, "env", "test", "dev").ShouldContain("./bin/ready");
        Ok(site, "promote", "staging", "--yes");
        site.Image("staging").ShouldBe($"{Api}:1.0");
        Ok(site, "promote", "prod");
        site.OnRemote("for-each-ref", "refs/heads/deploy/prod").ShouldBeEmpty("nothing is pushed before it is approved");
        var run = site.Told.LastRunId();
        Ok(site, "approvals").ShouldContain(run);
        Ok(site, "approve", run, "--gate", "apply", "--yes");
        site.Image("prod").ShouldBe($"{Api}:1.0");
        var good = site.OnRemote("rev-parse", "deploy/prod");

        // A version that works in dev and staging; in prod its image cannot be pulled.
        site.Release("1.1", prod: "broken");
        Ok(site, "deploy", "dev", "--yes");
        Ok(site, "promote", "staging", "--yes");
        var (exit, output) = site.Gw("promote", "prod", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("ImagePull");
        Told.Words(output).ShouldContain("was rolled back to prod-");
        site.Image("prod").ShouldBe($"{Api}:1.0", "the automatic verdict took it back");
        site.OnRemote("rev-parse", "deploy/prod^^").ShouldBe(good, "the branch went on: one commit with the broken version, one that takes it back");
        site.OnRemote("rev-parse", "deploy/prod^{tree}").ShouldBe(site.OnRemote("rev-parse", $"{good}^{{tree}}"));
        site.Told.Row("prod").GetProperty("hold").GetProperty("reason").GetString()!.ShouldContain("rolled back");

        Ok(site, "env", "release", "prod", "--reason", "looked at it");
        site.Told.Row("prod").TryGetProperty("hold", out _).ShouldBeFalse();
        site.Release("1.2");
        foreach (var environment in new[] { "dev", "staging", "prod" }) Ok(site, environment == "dev" ? "deploy" : "promote", environment, "--yes");
        site.Image("prod").ShouldBe($"{Api}:1.2");
        site.Told.Row("prod").GetProperty("health").GetProperty("good").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    [Covers("B5", "D5")]
    public void Through_Flux_going_back_on_request_is_a_new_commit_with_the_older_tree()
    {
        using var site = new ClusterRepository(Flux);
        site.Watch();
        Ok(site, "deploy", "dev", "--yes");
        var first = site.OnRemote("rev-parse", "deploy/dev");
        site.Release("1.1");
        Ok(site, "deploy", "dev", "--yes");
        site.Image().ShouldBe($"{Api}:1.1");

        Ok(site, "rollback", "dev", "--yes");

        site.Image().ShouldBe($"{Api}:1.0");
        site.OnRemote("rev-parse", "deploy/dev^^").ShouldBe(first, "nothing was forced");
        site.OnRemote("rev-parse", "deploy/dev^{tree}").ShouldBe(site.OnRemote("rev-parse", $"{first}^{{tree}}"));
    }

    [Fact]
    [Covers("X1", "X2", "B5")]
    public void Killed_in_the_middle_of_an_apply_to_a_cluster_it_is_taken_up_and_applied_once()
    {
        Needs.Linux();
        using var site = new ClusterRepository("apply: direct");
        Ok(site, "deploy", "dev", "--yes");
        site.Record("sequence").ShouldBe("1");
        site.Release("1.1");
        KillWhileApplying(site);

        var (exit, output) = site.Gw("runs", "resume", "--yes");

        exit.ShouldBe(0, output);
        site.Image().ShouldBe($"{Api}:1.1");
        (site.Record("sequence"), site.Record("state")).ShouldBe(("2", "applied"));
    }

    [Fact]
    [Covers("X2", "R3")]
    public void With_the_apply_killed_too_it_says_what_is_known_and_never_applies_again()
    {
        Needs.Linux();
        using var site = new ClusterRepository("apply: direct");
        Ok(site, "deploy", "dev", "--yes");
        site.Release("1.1");
        KillWhileApplying(site, everything: true);

        var (exit, output) = site.Gw("runs", "resume", "--yes");

        exit.ShouldBe(1, output);
        Told.Words(output).ShouldContain("ConfigMap groundwright-site-dev says that apply 2 by this plan began and not that it ended");
        output.ShouldContain("gw runs resolve");
        site.Record("state").ShouldBe("applying");
    }

    [Fact]
    [Covers("B9")]
    public void An_image_that_cannot_be_pulled_fails_the_deploy_with_its_cause_however_often_it_is_deployed()
    {
        using var site = new ClusterRepository("apply: direct");
        site.Release("broken");

        // The second time nothing is left to apply: it is no better for that.
        for (var time = 0; time < 2; time++)
        {
            var (exit, output) = site.Gw("deploy", "dev", "--yes");
            exit.ShouldBe(1, output);
            output.ShouldContain("ImagePull");
        }
        site.Told.Row("dev").GetProperty("health").GetProperty("good").GetBoolean().ShouldBeFalse();
    }

    private static void KillWhileApplying(ClusterRepository site, bool everything = false)
    {
        // Every look and every change of the Deployment takes its time, so that the kill comes between the record and the end.
        site.Cluster.Fail("deployments/api", method: "PATCH", count: 20, delay: TimeSpan.FromSeconds(3));
        using var gw = Gw.StartWith(site.Environment, site.Root, "deploy", "dev", "--yes");
        Watching.Await(() => site.Record("state") == "applying", gw);
        gw.Kill();
        if (!everything) return;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var id) && IsOf(site, folder)) ChildProcess.Run("/bin/kill", ["-9", $"{id}"]);
    }

    private static bool IsOf(ClusterRepository site, string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Contains($"KUBECONFIG={site.Cluster.KubeConfig}", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Ok(ClusterRepository site, params string[] arguments) => site.Told.Ok(arguments);
}

using Groundwright.Testing;

namespace Acceptance;

/// <summary>A site on Kubernetes with the real program, kubectl and git, and a stand-in for the cluster and Flux.</summary>
public sealed class ClusterTests
{
    [Fact]
    [Covers("B5", "B9", "D5")]
    public void Through_Flux_a_deploy_arrives_a_broken_image_is_told_and_going_back_is_a_new_commit()
    {
        using var site = new ClusterRepository("flux: { branch: \"deploy/{environment}\" }");
        site.Watch("deploy/dev");

        Ok(site, "deploy", "dev", "--yes");
        site.Image().ShouldBe("registry.example/team/api:1.0");
        var first = GitSandbox.GitIn(site.Remote, "rev-parse", "deploy/dev");
        site.Release("1.1");
        Ok(site, "deploy", "dev", "--yes");
        site.Image().ShouldBe("registry.example/team/api:1.1");

        Ok(site, "rollback", "dev", "--yes");

        site.Image().ShouldBe("registry.example/team/api:1.0");
        GitSandbox.GitIn(site.Remote, "rev-parse", "deploy/dev^^").ShouldBe(first, "nothing was forced");
        GitSandbox.GitIn(site.Remote, "rev-parse", "deploy/dev^{tree}").ShouldBe(GitSandbox.GitIn(site.Remote, "rev-parse", $"{first}^{{tree}}"));
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
        site.Image().ShouldBe("registry.example/team/api:1.1");
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
        string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Contains("ConfigMap groundwright-site-dev says that apply 2 by this plan began and not that it ended", StringComparison.Ordinal).ShouldBeTrue(output);
        output.ShouldContain("gw runs resolve");
        site.Record("state").ShouldBe("applying");
    }

    [Fact]
    [Covers("B9")]
    public void An_image_that_cannot_be_pulled_fails_the_deploy_with_its_cause()
    {
        using var site = new ClusterRepository("apply: direct");
        site.Release("broken");

        var (exit, output) = site.Gw("deploy", "dev", "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("ImagePull");
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

    private static void Ok(ClusterRepository site, params string[] arguments)
    {
        var (exit, output) = site.Gw(arguments);
        exit.ShouldBe(0, output);
    }
}

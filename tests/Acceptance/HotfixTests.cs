using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>A fix on top of what prod runs, while the default branch holds what prod must not get yet.</summary>
public sealed class HotfixTests
{
    private const string Environments = """
        environments:
          dev: { auto: true, health: [{ command: ./bin/health, deadline: 20s }] }
          demo: { after: dev, soak: 1h }
          prod: { after: dev, soak: 1h, hotfixSkipsSoak: true }
        workflows: { hotfix: [plan, build, test, review, ship] }

        """;

    [Fact]
    [Covers("D8", "D4", "X3")]
    public void It_begins_at_what_prod_runs_is_merged_back_where_need_be_by_hand_and_goes_through_dev()
    {
        using var pages = PagesRepository.Create((root, _) =>
        {
            var settings = Path.Combine(root, "groundwright.yaml");
            var text = File.ReadAllText(settings);
            File.WriteAllText(settings, text[..text.IndexOf("environments:", StringComparison.Ordinal)] + Environments.ReplaceLineEndings("\n"));
        });
        var told = new Told(pages.Root);
        var (refused, nothing) = told.Gw("run", "hotfix", "3", "--hotfix", "prod");
        refused.ShouldBe(3, nothing);
        nothing.ShouldContain("nothing is released in prod");

        told.Ok("deploy", "dev", "--yes");
        var (exit, output) = told.Gw("promote", "demo", "--no-soak", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("GW2065");
        told.Ok("promote", "prod", "--no-soak", "--yes");
        var released = GitSandbox.GitIn(pages.Root, "rev-parse", "HEAD");
        // Merged since, and not for prod; one file contradicts the fix.
        foreach (var page in new[] { "next.html", "status.html" }) File.WriteAllText(Path.Combine(pages.Root, "site", page), "<p>next</p>\n");
        GitSandbox.GitIn(pages.Root, "add", "site");
        GitSandbox.GitIn(pages.Root, "commit", "-q", "-m", "Next");
        GitSandbox.GitIn(pages.Root, "push", "-q", "origin", "main");

        var (stopped, conflict) = told.Gw("run", "hotfix", "3", "--hotfix", "prod", "--yes");
        stopped.ShouldBe(1, conflict);
        conflict.ShouldContain("hotfix of prod");
        Told.Words(conflict).ShouldContain("Conflicts in: site/status.html.");
        pages.Published.ShouldNotContain("status.html");
        var run = told.LastRunId();
        JsonDocument.Parse(told.Gw("runs", "show", run, "--json").Output).RootElement.GetProperty("hotfix").GetString().ShouldBe("prod");
        var branch = JsonDocument.Parse(File.ReadAllText(Path.Combine(pages.Root, "agents", run, "ipe_state.json"))).RootElement.GetProperty("branch_name").GetString()!;
        GitSandbox.GitIn(pages.Root, "merge", "-q", "-X", "theirs", "-m", "Merge the fix", branch);
        GitSandbox.GitIn(pages.Root, "push", "-q", "origin", "main");

        told.Ok("runs", "retry", run, "--yes");
        pages.Published.ShouldContain("status.html: ");
        pages.Published.ShouldNotContain("next.html");
        GitSandbox.GitIn(pages.Remote, "ls-tree", "-r", "--name-only", "main").ShouldSatisfyAllConditions(files => files.ShouldContain("site/next.html"), files => files.ShouldContain("site/status.html"));
        told.Ok("promote", "prod", "--no-soak", "--yes");

        var prod = Path.Combine(pages.Root, ".published", "prod");
        Directory.GetFiles(prod).Select(Path.GetFileName).ShouldContain("status.html");
        Directory.GetFiles(prod).Select(Path.GetFileName).ShouldNotContain("next.html");
        var version = told.Row("prod").GetProperty("version").GetString()!;
        GitSandbox.GitIn(pages.Remote, "merge-base", version, "main").ShouldBe(version, "what runs in prod is on the default branch");
        GitSandbox.GitIn(pages.Remote, "merge-base", version, released).ShouldBe(released);
        Told.Words(told.Ok("releases", "show", "prod")).ShouldContain("soak skipped");
        told.Ok("audit", "list", "--json").ShouldContain("soak time skipped");
    }
}

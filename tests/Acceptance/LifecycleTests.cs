using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>The main job, with the real program, real git and real terraform.</summary>
public sealed class LifecycleTests
{
    [Fact]
    [Covers("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A11", "F5")]
    public void An_issue_goes_to_applied_state()
    {
        using var orders = OrdersRepository.Create();

        var (exit, output) = Gw.Run(orders.Root, "sdlc", "12", "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Succeeded");
        orders.AgentCalls.ShouldBe(["plan/spec", "build/implement", "review/findings-1", "document/document"]);
        orders.Merges.ShouldBe(1);
        orders.Applies.ShouldBe(1);
        var resources = orders.Show("app").GetProperty("values").GetProperty("root_module").GetProperty("resources").EnumerateArray().Select(r => r.GetProperty("address").GetString());
        resources.ShouldBe(["terraform_data.log_bucket", "terraform_data.service"], ignoreOrder: true);
        orders.Git("show", "origin/main:infra/app/logs.tf").ShouldContain("retention_days = 30");
        output.ShouldContain("release dev-");
    }

    [Fact]
    [Covers("A11")]
    public void The_state_file_keeps_to_the_contract()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "plan", "12", "ipe-abc123").ExitCode.ShouldBe(0);

        var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(orders.Root, "agents", "ipe-abc123", "ipe_state.json"))).RootElement;

        state.GetProperty("ipe_id").GetString().ShouldBe("ipe-abc123");
        state.GetProperty("issue_number").GetString().ShouldBe("12");
        state.GetProperty("issue_class").GetString().ShouldBe("/feature");
        state.GetProperty("branch_name").GetString().ShouldBe("feature-issue-12-ipe-abc123-add-log-bucket");
        state.GetProperty("spec_file").GetString().ShouldBe("specs/low-level/issue-12-ipe-abc123-add-log-bucket.md");
        state.GetProperty("worktree_path").GetString().ShouldBe(Path.Combine(orders.Root, "trees", "ipe-abc123"));
        state.GetProperty("environment").GetString().ShouldBe("dev");
        state.GetProperty("terraform_dir").GetString().ShouldBe("infra/network");
        state.GetProperty("model_set").GetString().ShouldBe("base");
        state.GetProperty("all_ipes").EnumerateArray().Select(name => name.GetString()).ShouldBe(["ipe_plan_iso"]);
        orders.Git("log", "-1", "--format=%s", "feature-issue-12-ipe-abc123-add-log-bucket").ShouldBe("plan: feature: Add a log bucket with 30-day retention");
    }

    [Fact]
    [Covers("A2")]
    public void Phases_run_alone_one_after_the_other()
    {
        using var orders = OrdersRepository.Create();
        foreach (var phase in new[] { "plan", "build", "test", "review", "document", "ship" })
        {
            var (exit, output) = Gw.Run(orders.Root, phase, "12", "--yes");
            exit.ShouldBe(0, $"{phase}: {output}");
        }
        orders.Status().ShouldBe("Succeeded");
        orders.Applies.ShouldBe(1);
    }

    [Fact]
    [Covers("A2")]
    public void A_phase_without_its_forerunner_says_which_and_how()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "plan", "12").ExitCode.ShouldBe(0);

        var (exit, output) = Gw.Run(orders.Root, "ship", "12");

        exit.ShouldBe(4);
        output.ShouldContain("`ship` needs `review` first");
        output.ShouldContain("gw review 12");
    }

    [Fact]
    [Covers("A11")]
    public void A_state_file_of_the_old_system_is_taken_up_and_continued()
    {
        using var orders = OrdersRepository.Create();
        orders.Git("switch", "-q", "-c", "ipe/abc12345-feature");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(orders.Root, "specs", "low-level")).FullName, "plan-feature.md"), "# Plan\n\nAs the old system wrote it.\n");
        orders.Git("add", "specs");
        orders.Git("commit", "-q", "-m", "plan");
        orders.Git("switch", "-q", "main");
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(orders.Root, "agents", "abc12345")).FullName, "ipe_state.json");
        File.WriteAllText(file, """
            { "ipe_id": "abc12345", "issue_number": "12", "branch_name": "ipe/abc12345-feature", "spec_file": "specs/low-level/plan-feature.md", "issue_class": "/ipe_feature",
              "worktree_path": "/path/to/trees/abc12345", "environment": "dev", "terraform_dir": "infra/app", "model_set": "base", "all_ipes": ["ipe_plan_iso"], "own_key": { "kept": [1, 2] } }
            """);

        var (exit, output) = Gw.Run(orders.Root, "build", "12", "abc12345");

        exit.ShouldBe(0, output);
        var state = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        state.GetProperty("branch_name").GetString().ShouldBe("ipe/abc12345-feature");
        state.GetProperty("all_ipes").EnumerateArray().Select(name => name.GetString()).ShouldBe(["ipe_plan_iso", "ipe_build_iso"]);
        state.GetProperty("own_key").GetRawText().ShouldContain("[1, 2]");
        orders.Git("show", "ipe/abc12345-feature:infra/app/logs.tf").ShouldContain("log_bucket");
        orders.Git("show", "ipe/abc12345-feature:specs/low-level/plan-feature.md").ShouldContain("As the old system wrote it");
    }

    [Fact]
    [Covers("A8")]
    public void What_the_person_has_not_committed_is_neither_touched_nor_shipped()
    {
        using var orders = OrdersRepository.Create();
        var own = Path.Combine(orders.Root, "infra", "network", "main.tf");
        File.AppendAllText(own, "# mine\n");
        File.WriteAllText(Path.Combine(orders.Root, "scratch.txt"), "mine");

        Gw.Run(orders.Root, "sdlc", "12", "--yes").ExitCode.ShouldBe(0);

        File.ReadAllText(own).ShouldEndWith("# mine\n");
        File.Exists(Path.Combine(orders.Root, "scratch.txt")).ShouldBeTrue();
        orders.Git("status", "--porcelain").ShouldBe("M infra/network/main.tf\n?? scratch.txt");
        orders.Git("show", "origin/main:infra/network/main.tf").ShouldNotContain("mine");
    }

    [Fact]
    [Covers("A8")]
    public void Nothing_is_merged_without_an_approval()
    {
        using var orders = OrdersRepository.Create();

        var (exit, output) = Gw.Run(orders.Root, "sdlc", "12");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Waiting");
        orders.Merges.ShouldBe(0);
        orders.Applies.ShouldBe(0);
        output.ShouldContain("merge and apply to dev");

        var (rejected, words) = Gw.Run(orders.Root, "reject", orders.RunId(), "--reason", "not today");
        rejected.ShouldBe(1, words);
        words.ShouldContain("not today");
        orders.Merges.ShouldBe(0);
    }

    [Fact]
    [Covers("A2")]
    public void Zero_touch_is_refused_where_the_default_branch_does_not_allow_it()
    {
        using var orders = OrdersRepository.Create();

        var (exit, output) = Gw.Run(orders.Root, "zte", "12", "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("GW1612");
        output.ShouldContain("zeroTouch: true");
        orders.Merges.ShouldBe(0);
    }

    [Fact]
    [Covers("F4")]
    public void A_person_can_do_the_work()
    {
        using var orders = OrdersRepository.Create(agent: "{ use: manual }");
        var recorded = Path.Combine(Gw.Repository, "samples", "recordings", "terraform-orders");

        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);
        var id = orders.RunId();
        var tree = Path.Combine(orders.Root, "trees", id);
        var spec = Directory.GetFiles(Path.Combine(tree, "specs", "low-level")).Single();
        File.ReadAllText(spec).ShouldContain("## Acceptance");
        File.Copy(Path.Combine(recorded, "plan", "spec", "files", "{{spec}}"), spec, overwrite: true);
        Gw.Run(orders.Root, "runs", "resume").ExitCode.ShouldBe(0);
        File.Copy(Path.Combine(recorded, "build", "implement", "files", "infra", "app", "logs.tf"), Path.Combine(tree, "infra", "app", "logs.tf"));
        Gw.Run(orders.Root, "runs", "resume").ExitCode.ShouldBe(0);
        Gw.Run(orders.Root, "approve", id, "--gate", "review").ExitCode.ShouldBe(0);
        var (exit, output) = Gw.Run(orders.Root, "approve", id, "--gate", "apply", "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Succeeded");
        orders.Git("show", "origin/main:infra/app/logs.tf").ShouldContain("log_bucket");
    }
}

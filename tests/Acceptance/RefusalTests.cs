using Groundwright.Testing;

namespace Acceptance;

/// <summary>What is refused, and how it is told.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void A_configuration_that_is_not_committed_is_refused_with_the_remedy()
    {
        using var orders = OrdersRepository.Create();
        File.AppendAllText(Path.Combine(orders.Root, "groundwright.yaml"), "# changed\n");

        var (exit, output) = Gw.Run(orders.Root, "plan", "12");

        exit.ShouldBe(4, output);
        output.ShouldContain("git add groundwright.yaml");
        Gw.Run(orders.Root, "plan", "12", "--uncommitted").ExitCode.ShouldBe(0);
    }

    [Fact]
    [Covers("R1", "J4")]
    public void Killed_while_it_starts_a_run_never_lacks_its_uncommitted_configuration()
    {
        Needs.Strace();
        using var pages = PagesRepository.Create();
        File.AppendAllText(Path.Combine(pages.Root, "groundwright.yaml"), "# changed\n");

        var kills = 0;
        while (pages.Journal is null)
            Gw.Disturbed(pages.Root, $"fsync:signal=SIGKILL:when={++kills}", "plan", "3", "--uncommitted").Hit.ShouldBeTrue("it was killed before there was a run");

        kills.ShouldBeGreaterThan(3);
        var (exit, output) = Gw.Run(pages.Root, "runs", "resume");
        exit.ShouldBe(0, output);
        pages.Status().ShouldBe("Open");
    }

    [Fact]
    public void Every_mistake_of_a_configuration_is_told_at_once()
    {
        using var orders = OrdersRepository.Create();
        File.WriteAllText(Path.Combine(orders.Root, "groundwright.yaml"), "version: 1\ntargets:\n  app: { terrafrom: infra/app }\nenvironments:\n  dev: { after: stagging }\n");

        var (exit, output) = Gw.Run(orders.Root, "config", "check", "--uncommitted");

        exit.ShouldBe(3, output);
        output.ShouldContain("groundwright.yaml:3:");
        output.ShouldContain("groundwright.yaml:5:");
        output.ShouldContain("unknown key `terrafrom`, did you mean");
    }

    [Fact]
    [Covers("F4")]
    public void An_agent_that_changes_nothing_has_not_done_its_work()
    {
        using var orders = OrdersRepository.Create(agent: "{ use: command, command: [\"true\"] }");

        var (exit, output) = Gw.Run(orders.Root, "plan", "12");

        exit.ShouldBe(1, output);
        output.ShouldContain("did not write");
        orders.Status().ShouldBe("Failed");
    }

    [Fact]
    public void A_plan_that_moved_under_an_approval_is_not_applied()
    {
        using var orders = OrdersRepository.Create();
        Gw.Run(orders.Root, "sdlc", "12").ExitCode.ShouldBe(0);
        orders.Merges.ShouldBe(0);
        var clone = orders.Beside("other");
        GitSandbox.GitIn(Path.GetDirectoryName(clone)!, "clone", "-q", orders.Remote, clone);
        File.AppendAllText(Path.Combine(clone, "infra", "network", "main.tf"), "# moved\n");
        GitSandbox.GitIn(clone, "-c", "user.name=O", "-c", "user.email=o@example.org", "commit", "-qam", "Move");
        GitSandbox.GitIn(clone, "push", "-q", "origin", "main");

        var (exit, output) = Gw.Run(orders.Root, "approve", orders.RunId(), "--yes");

        exit.ShouldBe(0, output);
        orders.Status().ShouldBe("Waiting", "the merge lost its race, so the new result is planned and asked for again");
        orders.Applies.ShouldBe(0);
        Gw.Run(orders.Root, "approve", orders.RunId(), "--yes").ExitCode.ShouldBe(0);
        orders.Status().ShouldBe("Succeeded");
        GitSandbox.GitIn(orders.Remote, "show", "main:infra/network/main.tf").ShouldContain("# moved");
    }

    [Fact]
    public void Outside_of_a_repository_it_says_so()
    {
        using var folder = new TemporaryDirectory();
        var (exit, output) = Gw.Run(folder.Path, "sdlc", "12");
        exit.ShouldBe(4);
        output.ShouldContain("is not in a git repository");
    }
}

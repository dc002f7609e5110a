using Groundwright.Testing;

namespace Acceptance;

/// <summary>Several people approve at the same moment, each in a process of their own.</summary>
public sealed class ApprovalTests
{
    [Fact]
    [Covers("U7", "J3", "X2")]
    public void Two_who_approve_at_once_are_both_counted_and_it_is_applied_once()
    {
        Gw.NeedsPeople();
        using var prod = new ProdRepository("approvals: { count: 2 }", deploy: false);
        // The second comes at the same time, while the first takes up the run, and while the first lets it go again.
        for (var round = 0; round < 3; round++)
        {
            if (round > 0) prod.Release();
            var run = prod.Planned();

            AtOnce(prod, run, TimeSpan.FromMilliseconds(300 * round));
            Answers(prod, run).Select(answer => answer.By).Order().ShouldBe(["bin", "daemon"]);
            // The first time the app needs an output of the network, so it is planned and approved by itself.
            if (round == 0) AtOnce(prod, run, TimeSpan.FromMilliseconds(150));

            prod.Status(run).ShouldBe("Succeeded");
            prod.Applies.Count.ShouldBe(round + 1, "one apply a version");
            prod.Running.ShouldBe(prod.Newest);
        }
    }

    [Fact]
    [Covers("U7", "J3", "X2")]
    public void Where_one_is_enough_two_at_once_apply_it_once()
    {
        Gw.NeedsPeople();
        using var prod = new ProdRepository(deploy: false);
        var run = prod.Planned();
        AtOnce(prod, run, TimeSpan.Zero);

        // The other answer was to the plan of the network too: it says nothing about the app, which is planned and approved by itself.
        prod.Status(run).ShouldBe("Waiting");
        Answers(prod, run).Count.ShouldBe(1);
        AtOnce(prod, run, TimeSpan.Zero);

        prod.Status(run).ShouldBe("Succeeded");
        Answers(prod, run).Count.ShouldBe(2);
        prod.Applies.ShouldBe(["1"]);
    }

    [Fact]
    [Covers("U7")]
    public void Who_approves_twice_is_one_person()
    {
        Gw.NeedsPeople();
        using var prod = new ProdRepository("approvals: { count: 2 }", deploy: false);
        var run = prod.Planned();
        Gw.RunAs("daemon", prod.Root, "approve", run, "--yes").Output.ShouldContain("1 of 2 so far");

        var (exit, output) = Gw.RunAs("daemon", prod.Root, "approve", run, "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("daemon agreed to this already");
        Answers(prod, run).ShouldBe([("daemon", true)]);
        // A resume with --yes is no second voice either.
        Gw.RunAs("daemon", prod.Root, "runs", "resume", run, "--yes").Output.ShouldContain("1 of 2 so far");
        prod.Status(run).ShouldBe("Waiting");
        File.Exists(prod.StateFile("network")).ShouldBeFalse("nothing is applied");

        var (last, words) = Gw.RunAs("bin", prod.Root, "approve", run, "--yes");
        last.ShouldBe(0, words);
        File.Exists(prod.StateFile("network")).ShouldBeTrue("two are enough");
    }

    /// <summary>Approves as two people. Whoever comes too late to be asked may be told so; nothing else goes wrong.</summary>
    private static void AtOnce(ProdRepository prod, string run, TimeSpan apart)
    {
        using var daemon = Gw.StartAs("daemon", prod.Root, "approve", run, "--yes");
        Thread.Sleep(apart);
        using var bin = Gw.StartAs("bin", prod.Root, "approve", run, "--yes");
        foreach (var gw in new[] { daemon, bin })
        {
            if (gw.WaitForExit(TimeSpan.FromMinutes(2)) == 0) continue;
            gw.Output.ShouldContain("does not wait for an answer");
        }
    }

    private static List<(string By, bool Approved)> Answers(ProdRepository prod, string run) =>
    [
        .. prod.Journal(run).Where(record => record.GetProperty("type").GetString() == "gate-answered").Select(record => record.GetProperty("answer"))
            .Select(answer => (answer.GetProperty("actor").GetProperty("name").GetString()!, answer.GetProperty("approved").GetBoolean())),
    ];
}

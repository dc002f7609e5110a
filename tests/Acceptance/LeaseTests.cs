using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>Two clones and one environment, with the real lease of half a minute: a holder that is frozen starts nothing later, and one that is killed leaves the lock to its apply.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(3);

    [Fact]
    [Covers("R4", "X4", "J9")]
    public void Frozen_under_the_lock_and_thawed_after_another_clone_took_it_it_starts_no_apply()
    {
        Needs.Linux();
        // Both wait for most of their time.
        Parallel.Invoke(
            () => Frozen((prod, gw) =>
            {
                Await(() => File.Exists(LockRef(prod)), gw);
                Signal("STOP", gw.Id);
                return [gw.Id];
            }, "GW2055"),
            () => Frozen((prod, gw) =>
            {
                // The effect host has just been started; its order says that the lease was renewed a moment ago.
                Await(() => Ours(prod, "effect-host").Count > 0, gw);
                var host = Ours(prod, "effect-host").Single();
                Signal("STOP", host);
                Signal("STOP", gw.Id);
                return [host, gw.Id];
            }, "GW1404"));
    }

    [Fact]
    [Covers("R11", "X1", "X4", "J9")]
    public void A_killed_holders_lease_is_renewed_as_long_as_its_apply_goes_on_and_no_longer()
    {
        Needs.Linux();
        using var prod = new ProdRepository("approvals: { count: 1 }", deploy: false);
        prod.Change("infra/app/install.sh", text => text + $"touch '{prod.Beside("begun")}'\nuntil [ -e '{prod.Beside("go")}' ]; do sleep 0.2; done\n");
        using (var gw = Gw.Start(prod.Root, "deploy", "prod", "--yes"))
        {
            Await(() => File.Exists(prod.Beside("begun")), gw);
            gw.Kill();
        }
        var counter = Counter(prod);

        using var other = Gw.Start(Clone(prod), "deploy", "prod", "--yes");
        // Three renewals are a whole lease.
        Await(() => Counter(prod) >= counter + 3, other);
        prod.Applies.Count.ShouldBe(1, "the other clone waits");
        File.WriteAllText(prod.Beside("go"), "");

        other.WaitForExit(Enough).ShouldBe(0, other.Output);
        prod.Applies.Count.ShouldBe(2);
        prod.Ok("runs", "resume", "--yes");
        prod.Applies.Count.ShouldBe(2, "what the killed one began is found done");
        prod.List("runs", "list", "--all").Single().GetProperty("status").GetString().ShouldBe("Succeeded");
    }

    /// <summary>Lets one clone get as far as a moment, freezes it there until another has deployed, and lets it go on. Again from the start where it was too quick to be frozen there.</summary>
    private static void Frozen(Func<ProdRepository, ChildProcess, IReadOnlyList<int>> freeze, string code)
    {
        for (var tries = 1; !Froze(freeze, code); tries++) tries.ShouldBeLessThan(5, "it is frozen before it begins");
    }

    private static bool Froze(Func<ProdRepository, ChildProcess, IReadOnlyList<int>> freeze, string code)
    {
        using var prod = new ProdRepository("approvals: { count: 1 }", deploy: false);
        var run = prod.Planned();
        using var gw = Gw.Start(prod.Root, "approve", run, "--yes");
        var frozen = freeze(prod, gw);
        if (Begun(prod, run))
        {
            foreach (var id in frozen) Signal("KILL", id);
            return false;
        }
        var (exit, output) = Run(Clone(prod), "deploy", "prod", "--yes");
        exit.ShouldBe(0, output);

        Signal("CONT", frozen[0]);
        // A host says that it refuses before the one who waits for it is thawed, and finds that it never began.
        if (frozen.Count > 1) Await(() => Wrote(prod, run, "refused.json"), gw);
        foreach (var id in frozen.Skip(1)) Signal("CONT", id);

        gw.WaitForExit(Enough).ShouldBe(1, gw.Output);
        gw.Output.ShouldContain(code);
        Begun(prod, run).ShouldBeFalse();
        File.Exists(prod.StateFile("network")).ShouldBeFalse();
        prod.Applies.Count.ShouldBe(1, "that of the other clone");
        prod.List("releases", "list", "prod").Count.ShouldBe(1);
        prod.Status(run).ShouldBe("Failed");
        return true;
    }

    private static string LockRef(ProdRepository prod) => Path.Combine(prod.Remote, "refs", "groundwright", "locks", "prod");

    private static bool Begun(ProdRepository prod, string run) => Wrote(prod, run, "begun.json");

    private static bool Wrote(ProdRepository prod, string run, string record)
    {
        var effects = Path.Combine(prod.Root, ".git", "groundwright", "runs", run, "effects");
        return Directory.Exists(effects) && Directory.GetFiles(effects, record, SearchOption.AllDirectories).Length > 0;
    }

    private static long Counter(ProdRepository prod) => JsonDocument.Parse(GitSandbox.GitIn(prod.Remote, "cat-file", "blob", "refs/groundwright/locks/prod")).RootElement
        .GetProperty("entries").EnumerateArray().Single().GetProperty("counter").GetInt64();

    private static string Clone(ProdRepository prod)
    {
        GitSandbox.GitIn(prod.Root, "clone", "-q", prod.Remote, prod.Beside("other"));
        GitSandbox.GitIn(prod.Beside("other"), "config", "user.name", "Other");
        GitSandbox.GitIn(prod.Beside("other"), "config", "user.email", "other@example.org");
        return prod.Beside("other");
    }

    private static (int ExitCode, string Output) Run(string directory, params string[] arguments)
    {
        using var gw = Gw.Start(directory, arguments);
        return (gw.WaitForExit(Enough), gw.Output);
    }

    /// <summary>Processes of gw with a hidden command that work for the checkout.</summary>
    private static List<int> Ours(ProdRepository prod, string command) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(name => int.TryParse(name, out var id) ? id : 0).Where(id => id > 0)
            .Where(id => Watching.Words(id).Contains(command) && Watching.StandsIn(id, prod.Root)),
    ];

    private static void Signal(string signal, int id) => ChildProcess.Run("/bin/kill", [$"-{signal}", $"{id}"]).ExitCode.ShouldBe(0);

    private static void Await(Func<bool> there, ChildProcess gw) => Watching.Await(there, gw);
}

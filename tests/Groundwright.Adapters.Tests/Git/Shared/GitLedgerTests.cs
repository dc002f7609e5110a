using System.Diagnostics;
using System.Text.Json;
using Groundwright.Adapters.Git;
using Groundwright.Adapters.Git.Shared;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;
using static Groundwright.Adapters.Tests.Git.Shared.Clones;

namespace Groundwright.Adapters.Tests.Git.Shared;

public sealed class GitLedgerTests
{
    [Fact, Covers("J9")]
    public async Task What_one_clone_writes_the_other_reads()
    {
        using var clones = Clones.Create();
        using var first = await Ledger(clones.First);
        using var second = await Ledger(clones.Second);
        (await second.Read(Stop)).Releases.ShouldBeEmpty();
        await first.Write(Deploy("run1"), Stop);
        var hold = new Notice("it broke", "ada", Date);
        await second.Write(new(new("hold", Ada, "dev", null, "it broke"), state => state.With("dev", state.Of("dev") with { Hold = hold }) with { Marks = [new("dev-2026-11-20-1", ReleaseVerdict.Bad, "ada", Date, "broke")] }), Stop);
        var state = await first.Read(Stop);
        state.Current("dev")!.Title.ShouldBe("Füge einen Eimer hinzu");
        state.Of("dev").Hold.ShouldBe(hold);
        state.IsGood(state.Releases[0]).ShouldBeFalse();
        state.Head.Count.ShouldBe(2);
        state.Releases[0].Audit.ShouldBe(AuditHead.Empty);
        JsonSerializer.Serialize(state).ShouldBe(JsonSerializer.Serialize(await second.Read(Stop)));
        GitSandbox.GitIn(clones.Remote, "for-each-ref", "--format=%(refname)", "refs/groundwright").ShouldBe(GitLedger.Ref);
        clones.Sandbox.Git("for-each-ref", "--format=%(refname)", "refs/groundwright").ShouldBe(LedgerMemory.Tracking);
    }

    [Fact, Covers("J9")]
    public async Task Without_a_remote_it_lies_in_the_clone()
    {
        using var opened = await Opened.Create();
        using var ledger = await Ledger(opened.Sandbox.Root);
        var written = await ledger.Write(Deploy("run1"), Stop);
        using var again = await Ledger(opened.Sandbox.Root);
        JsonSerializer.Serialize(await again.Read(Stop)).ShouldBe(JsonSerializer.Serialize(written));
        opened.Sandbox.Git("ls-tree", "-r", "--name-only", GitLedger.Ref).Split('\n').ShouldBe(
            ["audit/000000/00000001.json", "audit/head.json", "releases/dev/dev-2026-11-20-1.json"]);
        opened.Sandbox.Git("fsck", "--strict").ShouldNotContain("error");
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing_and_one_that_refuses_neither()
    {
        using var opened = await Opened.Create();
        using var ledger = await Ledger(opened.Sandbox.Root);
        await ledger.Write(Deploy("run1"), Stop);
        var tip = opened.Sandbox.Git("rev-parse", GitLedger.Ref);
        await ledger.Write(new(new("nothing", Ada, null, null, ""), state => state), Stop);
        await Should.ThrowAsync<TimeoutException>(() => ledger.Write(new(new("no", Ada, null, null, ""), _ => throw new TimeoutException()), Stop));
        await Should.ThrowAsync<InvalidOperationException>(() => ledger.Write(new(new("no", Ada, null, null, ""), state => state with { Releases = [] }), Stop));
        opened.Sandbox.Git("rev-parse", GitLedger.Ref).ShouldBe(tip);
    }

    [Theory, Covers("J9")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Twenty_who_write_at_once_lose_nothing(bool withRemote)
    {
        using var clones = Clones.Create();
        if (!withRemote) foreach (var clone in new[] { clones.First, clones.Second }) GitSandbox.GitIn(clone, "remote", "remove", "origin");
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Ledger(withRemote && i % 2 == 0 ? clones.Second : clones.First)));
        await Task.WhenAll(ledgers.Select((ledger, i) => Task.Run(() => ledger.Write(Deploy($"run{i}"), Stop))));
        var state = await ledgers[0].Read(Stop);
        state.Releases.Select(release => release.RunId).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"run{i}").Order(StringComparer.Ordinal));
        state.Releases.Select(release => release.Id).Distinct().Count().ShouldBe(20);
        state.Head.Count.ShouldBe(20);
        AuditCheck.Check(await ledgers[0].History(Stop), null).Flaws.ShouldBeEmpty();
        foreach (var ledger in ledgers) ledger.Dispose();
    }

    [Fact, Covers("J10", "T7")]
    public async Task A_ledger_that_was_moved_back_or_deleted_is_refused_by_a_clone_that_saw_more()
    {
        using var clones = Clones.Create();
        using var ledger = await Ledger(clones.First);
        await ledger.Write(Deploy("run1"), Stop);
        await ledger.Write(Deploy("run2"), Stop);
        GitSandbox.GitIn(clones.Remote, "update-ref", GitLedger.Ref, GitLedger.Ref + "~1");
        using var again = await Ledger(clones.First);
        (await ProblemOf(() => again.Read(Stop))).Code.ShouldBe(EnvironmentProblems.LedgerRewound);
        (await ProblemOf(() => again.Write(Deploy("run3"), Stop))).Code.ShouldBe(EnvironmentProblems.LedgerRewound);
        AuditCheck.Check(await again.History(Stop), null).Flaws.ShouldContain("this clone knows record 2, but the chain has 1");
        GitSandbox.GitIn(clones.Remote, "update-ref", "-d", GitLedger.Ref);
        var gone = await ProblemOf(() => again.Read(Stop));
        gone.Code.ShouldBe(EnvironmentProblems.LedgerRewound);
        clones.Sandbox.Git(gone.Remedies[1].Command["git ".Length..].Replace("<remote>", "origin", StringComparison.Ordinal).Split(' '));
        (await again.Read(Stop)).Releases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_remote_that_is_gone_is_said_and_what_was_pushed_while_the_answer_was_lost_is_there_once()
    {
        using var clones = Clones.Create();
        using var ledger = await Ledger(clones.First);
        await ledger.Write(Deploy("run1"), Stop);
        Directory.Move(clones.Remote, clones.Remote + ".away");
        var problem = await ProblemOf(() => ledger.Write(Deploy("run2"), Stop));
        (problem.Code, problem.Retry.CanHelp).ShouldBe((GitProblems.RemoteUnreachable, true));
        Directory.Move(clones.Remote + ".away", clones.Remote);
        // The server takes the push and then its answer is lost: the pipe breaks right after.
        var hook = Path.Combine(clones.Remote, "hooks", "post-receive");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\nif [ ! -e broken ]; then touch broken; kill -9 $PPID; fi\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await ledger.Write(Deploy("run2"), Stop);
        File.Exists(Path.Combine(clones.Remote, "broken")).ShouldBeTrue();
        (await ledger.Read(Stop)).Releases.Select(release => release.RunId).ShouldBe(["run1", "run2"]);
    }

    [Fact, Covers("J10")]
    public async Task A_release_written_with_a_key_carries_a_signature_and_one_changed_past_the_ledger_is_found()
    {
        Needs.Tool("openssl", "apt-get install openssl");
        using var clones = Clones.Create();
        ChildProcess.Run("openssl", ["ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", clones["key.pem"]]).ExitCode.ShouldBe(0);
        using var key = ReleaseKey.Load(clones["key.pem"]);
        using var signing = await Ledger(clones.First, key);
        await signing.Write(Deploy("run1"), Stop);
        using var plain = await Ledger(clones.Second);
        var report = AuditCheck.Check(await plain.History(Stop), key);
        report.Flaws.ShouldBeEmpty();
        (report.Releases, report.Signed).ShouldBe((1, 1));
        await plain.Write(Deploy("run2"), Stop);
        AuditCheck.Check(await plain.History(Stop), key).Flaws.ShouldBe(["release dev-2026-11-20-2: it is not signed"]);
        // Somebody with the right to push rewrites a release in a commit that goes forward, as the ref allows.
        var file = LedgerPaths.OfRelease(Release("dev-2026-11-20-1", "run1"));
        var forged = GitSandbox.GitIn(clones.Remote, "cat-file", "blob", $"{GitLedger.Ref}:{file}").Replace("\"healthy\":true", "\"healthy\":false", StringComparison.Ordinal);
        var script = clones["forge"];
        await File.WriteAllTextAsync(script, $"commit {GitLedger.Ref}\ncommitter G <g@x> 1 +0000\ndata 1\nx\nfrom {GitSandbox.GitIn(clones.Remote, "rev-parse", GitLedger.Ref)}\nM 100644 inline {file}\ndata {forged.Length}\n{forged}\n", Stop);
        ChildProcess.Run("sh", ["-c", $"git fast-import --quiet < '{script}'"], clones.Remote).ExitCode.ShouldBe(0);
        AuditCheck.Check(await plain.History(Stop), key).Flaws.ShouldBe(
            [$"{file} was changed", "release dev-2026-11-20-1: it is not as it was signed", "release dev-2026-11-20-2: it is not signed"]);
    }

    [Fact]
    public async Task Releases_of_an_earlier_version_are_taken_over_once()
    {
        using var clones = Clones.Create();
        foreach (var (clone, run) in new[] { (clones.First, "old1"), (clones.Second, "old2") })
            AddAsBefore(clone, Release("dev-2026-11-01-1", run) with { Started = Date.AddDays(-20), Ended = Date.AddDays(run == "old1" ? -20 : -19) });
        using var first = await Ledger(clones.First);
        using var second = await Ledger(clones.Second);
        await first.Write(Deploy("new1"), Stop);
        var state = await second.Write(Deploy("new2"), Stop);
        state.Releases.Select(release => (release.Id, release.RunId)).ShouldBe(
            [("dev-2026-11-01-1", "old1"), ("dev-2026-11-01-2", "old2"), ("dev-2026-11-20-2", "new1"), ("dev-2026-11-20-4", "new2")]);
        state.Current("dev")!.RunId.ShouldBe("new2");
        (await first.Write(Deploy("new3"), Stop)).Releases.Count.ShouldBe(5);
        AuditCheck.Check(await first.History(Stop), null).Flaws.ShouldBeEmpty();
    }

    [Fact, Covers("Q8")]
    public async Task A_long_ledger_is_read_quickly()
    {
        using var clones = Clones.Create();
        using var ledger = await Ledger(clones.First);
        await ledger.Write(Deploy("run0"), Stop);
        var one = await Time(clones.First, 1);
        await ledger.Write(new(new("many", Ada, null, null, "1,000 releases"), state => state with
        {
            Releases = [.. state.Releases, .. Enumerable.Range(2, 999).Select(i => Release($"dev-2026-11-20-{i}", $"run{i}"))],
        }), Stop);
        Grow(clones, await ledger.History(Stop));
        using var fresh = await Ledger(clones.Second);
        (await fresh.Read(Stop)).Head.Count.ShouldBe(10_000);
        var thousand = await Time(clones.Second, 1000);
        TestContext.Current.TestOutputHelper?.WriteLine($"one release: {one.TotalMilliseconds:F0} ms, a thousand and 10,000 records: {thousand.TotalMilliseconds:F0} ms");
        // What starting git costs depends on the machine and on who else uses it just now; what the size of the ledger adds must be little.
        (thousand - one).ShouldBeLessThan(TimeSpan.FromMilliseconds(200));
    }

    private static async Task<TimeSpan> Time(string clone, int releases)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            using var ledger = await Ledger(clone);
            var watch = Stopwatch.StartNew();
            var state = await ledger.Read(Stop);
            if (watch.Elapsed < best) best = watch.Elapsed;
            state.Releases.Count.ShouldBe(releases);
        }
        return best;
    }

    // One commit a record as the product makes them would take minutes: the same chain of records in one commit.
    private static void Grow(Clones clones, AuditHistory history)
    {
        var record = history.Records()[^1];
        var files = new List<LedgerFile>();
        while (record.Number < 10_000)
        {
            record = AuditChain.Next(new AuditHead(record.Number, record.Hash), Date, new AuditFact("approve", Ada, "dev", "run", "a test"), []);
            files.Add(LedgerFiles.Of(record)[0]);
        }
        files.Add(LedgerFiles.Of(record)[1]);
        var input = string.Concat(files.Select(file => $"M 100644 inline {file.Path}\ndata {file.Text.Length}\n{file.Text}\n"));
        var script = clones["import"];
        File.WriteAllText(script, $"commit {GitLedger.Ref}\ncommitter G <g@x> 1 +0000\ndata 1\nx\nfrom {GitSandbox.GitIn(clones.Remote, "rev-parse", GitLedger.Ref)}\n{input}");
        ChildProcess.Run("sh", ["-c", $"git fast-import --quiet < '{script}'"], clones.Remote).ExitCode.ShouldBe(0);
    }

    /// <summary>Adds a release to the file in which an earlier version kept them.</summary>
    private static void AddAsBefore(string clone, Release release)
    {
        var folder = Directory.CreateDirectory(Path.Combine(clone, ".git", "groundwright", "environments", release.Environment)).FullName;
        File.AppendAllText(Path.Combine(folder, "releases.jsonl"), JsonSerializer.Serialize(release, JsonSerializerOptions.Web) + "\n");
    }
}

using System.Text.Json;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

public sealed class FileRunStoreTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    [Covers("J1")]
    public void Cleaning_the_checkout_loses_nothing()
    {
        using var git = GitSandbox.Create();
        var store = new Core.Runs.Store.FileRunStore(Path.Combine(git.Root, ".git"), TimeProvider.System, text => text, StoreFolder.Summarize);
        using (store.Create(StoreFolder.Started())) git.Git("clean", "-fdxq");
        store.Read(StoreFolder.Id).ShouldHaveSingleItem().ShouldBeOfType<RunStarted>();
        store.DirectoryOf(StoreFolder.Id).ShouldBe(Path.Combine(git.Root, ".git", "groundwright", "runs", StoreFolder.Id));
    }

    [Fact]
    [Covers("J1")]
    public void Events_come_back_as_they_were_appended()
    {
        IReadOnlyList<RunEvent> appended;
        using (var journal = folder.Store.Create(StoreFolder.Started()))
        {
            journal.Append(new StepCompleted("plan.1/classify", "00", JsonDocument.Parse("""{"class":"feature","text":"ä \" \n 😀"}""").RootElement));
            journal.Append(new PhaseEnded("plan", 1, null, "done", new Dictionary<string, string> { ["spec"] = "a,\"sum\":\"0123456789abcdef\"}" }));
            appended = journal.Events;
        }
        using var again = folder.Store.Open(StoreFolder.Id);
        again.Events.Select(Text).ShouldBe(appended.Select(Text));
        again.Events.Select(e => e.Sequence).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_view_of_the_events_does_not_change_when_more_are_added()
    {
        using var journal = folder.Store.Create(StoreFolder.Started());
        var before = journal.Events;
        for (var i = 0; i < 40; i++) journal.Append(StoreFolder.Phase("plan"));
        before.Count.ShouldBe(1);
        journal.Events.Count.ShouldBe(41);
    }

    [Fact]
    public void Events_that_wait_go_to_disk_with_the_next_durable_one_or_the_end()
    {
        using (var journal = folder.Store.Create(StoreFolder.Started()))
        {
            journal.Append(StoreFolder.Phase("waits"), durable: false);
            folder.Store.Read(StoreFolder.Id).Count.ShouldBe(1);
            journal.Append(StoreFolder.Phase("durable"));
            folder.Store.Read(StoreFolder.Id).Count.ShouldBe(3);
            journal.Append(StoreFolder.Phase("waits too"), durable: false);
        }
        folder.Store.Read(StoreFolder.Id).OfType<PhaseStarted>().Select(e => e.Phase).ShouldBe(["waits", "durable", "waits too"]);
    }

    [Fact]
    public void An_id_is_taken_once()
    {
        folder.With(0);
        var problem = StoreFolder.Refusal(() => folder.Store.Create(StoreFolder.Started(title: "Another")));
        problem.Code.ShouldBe(RunProblems.Exists);
        folder.Store.Read(StoreFolder.Id)[0].ShouldBeOfType<RunStarted>().Request.Title.ShouldBe("Add a log bucket");
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("a/b")]
    [InlineData("..")]
    public void An_id_that_is_a_path_is_refused(string id)
    {
        StoreFolder.Refusal(() => folder.Store.Create(StoreFolder.Started(id))).Code.ShouldBe(RunProblems.InvalidId);
        StoreFolder.Refusal(() => folder.Store.Open(id)).Code.ShouldBe(RunProblems.InvalidId);
        StoreFolder.Refusal(() => folder.Store.Find(id)).Code.ShouldBe(RunProblems.NotFound);
    }

    [Fact]
    public void A_run_is_found_by_a_unique_prefix_in_any_case()
    {
        folder.With(0, "abc12345").With(0, "abd12345").With(0, "abd");
        Directory.CreateDirectory(folder.Run("zzz-no-journal"));
        var store = folder.Store;
        store.Find("ABC").ShouldBe("abc12345");
        store.Find("abd").ShouldBe("abd");
        StoreFolder.Refusal(() => store.Find("ab")).Code.ShouldBe(RunProblems.Ambiguous);
        StoreFolder.Refusal(() => store.Find("zzz")).Code.ShouldBe(RunProblems.NotFound);
        StoreFolder.Refusal(() => store.Find(" ")).Code.ShouldBe(RunProblems.NotFound);
        StoreFolder.Refusal(() => store.Open("zzz-no-journal")).Code.ShouldBe(RunProblems.NotFound);
    }

    [Fact]
    [Covers("J4")]
    public void A_network_file_system_is_refused_before_anything_is_made()
    {
        var problem = StoreFolder.Refusal(() => folder.Open(text => text, "fuse.sshfs").Create(StoreFolder.Started()));
        problem.Code.ShouldBe(RunProblems.NetworkFileSystem);
        problem.Summary.ShouldContain("fuse.sshfs");
        Directory.Exists(Path.Combine(folder.Git, "groundwright")).ShouldBeFalse();
    }

    [Fact]
    public void Only_the_user_may_read_what_is_kept()
    {
        Needs.Linux();
        folder.With(1);
        folder.Store.Post(StoreFolder.Id, new CancelRun("enough", false) { Actor = new("ada", "os-user") });
        folder.Store.List();
        using var held = folder.Store.Open(StoreFolder.Id);
        var all = new DirectoryInfo(folder.Git).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        all.Count.ShouldBeGreaterThan(8);
        foreach (var entry in all)
            entry.UnixFileMode.ShouldBe(entry is DirectoryInfo ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute : UnixFileMode.UserRead | UnixFileMode.UserWrite, entry.FullName);
    }

    [Fact]
    [Covers("T3")]
    public void What_the_mask_hides_reaches_neither_disk_nor_memory()
    {
        var store = folder.Open(text => text.Replace("s3cret", "***", StringComparison.Ordinal));
        using var journal = store.Create(StoreFolder.Started(title: "use s3cret"));
        journal.Append(StoreFolder.Phase("with s3cret")).ShouldBeOfType<PhaseStarted>().Phase.ShouldBe("with ***");
        journal.Events[0].ShouldBeOfType<RunStarted>().Request.Title.ShouldBe("use ***");
        File.ReadAllText(folder.Journal()).ShouldNotContain("s3cret");
        store.Read(StoreFolder.Id).Count.ShouldBe(2);
    }

    [Fact]
    public void A_mask_that_spoils_the_format_does_not_spoil_the_journal()
    {
        folder.With(0);
        using (var journal = folder.Open(text => text.Replace("\"phase\"", "***", StringComparison.Ordinal)).Open(StoreFolder.Id))
        {
            StoreFolder.Refusal(() => journal.Append(StoreFolder.Phase("plan"))).Code.ShouldBe(RunProblems.JournalWrite);
            journal.Append(new TimerSet("k", DateTimeOffset.UnixEpoch));
        }
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(2);
    }

    [Fact]
    public void A_record_too_large_or_too_deep_to_be_read_again_is_not_written()
    {
        using var journal = folder.Store.Create(StoreFolder.Started());
        var deep = JsonDocument.Parse(new string('[', 63) + new string(']', 63)).RootElement;
        StoreFolder.Refusal(() => journal.Append(StoreFolder.Phase(new string('x', 17 * 1024 * 1024)))).Code.ShouldBe(RunProblems.JournalWrite);
        StoreFolder.Refusal(() => journal.Append(new StepCompleted("k", "0", deep))).Code.ShouldBe(RunProblems.JournalWrite);
        journal.Append(StoreFolder.Phase("plan")).Sequence.ShouldBe(2);
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(2);
    }

    [Fact]
    public void Threads_of_the_owner_append_without_losing_or_mixing_lines()
    {
        using (var journal = folder.Store.Create(StoreFolder.Started()))
            Parallel.For(0, 200, i => journal.Append(StoreFolder.Phase($"p{i}"), durable: i % 4 == 0));
        folder.Store.Read(StoreFolder.Id).OfType<PhaseStarted>().Select(e => e.Phase).Order().ShouldBe(Enumerable.Range(0, 200).Select(i => $"p{i}").Order());
    }

    public void Dispose() => folder.Dispose();

    private static string Text(RunEvent @event) => JsonSerializer.Serialize(@event, JournalFormat.Default.RunEvent);
}

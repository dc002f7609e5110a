using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Store.Durability;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

public sealed class RunIndexTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void A_store_without_runs_lists_none_and_makes_nothing()
    {
        folder.Store.List().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Git).ShouldBeEmpty();
    }

    [Fact]
    public void Runs_are_listed_newest_first_with_what_their_owner_wrote_last()
    {
        folder.With(1, "first").With(1, "second");
        using (var journal = folder.Store.Open("first"))
        {
            journal.Summarize(StoreFolder.Summarize(journal.Events) with { Status = RunStatus.Waiting });
            journal.Summarize(StoreFolder.Summarize(journal.Events) with { Status = RunStatus.Succeeded, IssueNumber = "12", Title = "ü \"quoted\" \n 😀" });
        }
        var list = folder.Store.List();
        list.Select(run => run.RunId).ShouldBe(["second", "first"]);
        list[1].ShouldBe(StoreFolder.Summarize(folder.Store.Read("first")) with { Status = RunStatus.Succeeded, IssueNumber = "12", Title = "ü \"quoted\" \n 😀" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"runId\":\"first\"")]
    [InlineData("garbage\n")]
    [InlineData("{\"runId\":\"first\",\"title\":\"t\",\"workflow\":\"w\",\"status\":\"Dancing\"}\n")]
    [InlineData("{\"runId\":7,\"title\":\"t\"}\n")]
    [Covers("T8")]
    public void A_missing_or_damaged_index_is_made_again_from_the_journals(string content)
    {
        folder.With(2, "first").With(3, "second");
        var before = folder.Store.List();
        File.WriteAllText(folder.Index, content);
        folder.Store.List().ShouldBe(before);
        File.ReadAllLines(folder.Index).Length.ShouldBe(2);
    }

    [Fact]
    public void A_run_made_or_removed_beside_the_index_is_noticed()
    {
        folder.With(0, "first").With(0, "second").Store.List().Count.ShouldBe(2);
        folder.With(0, "third");
        Directory.Delete(folder.Run("second"), recursive: true);
        Directory.CreateDirectory(folder.Run("not-a-run"));
        folder.Store.List().Select(run => run.RunId).ShouldBe(["third", "first"]);
    }

    [Fact]
    public void A_run_with_a_damaged_journal_is_listed_as_such()
    {
        folder.With(3, "broken").With(0, "sound");
        var bytes = File.ReadAllBytes(folder.Journal("broken"));
        bytes[40] ^= 1;
        File.WriteAllBytes(folder.Journal("broken"), bytes);
        var list = folder.Store.List();
        list.Count.ShouldBe(2);
        list.Single(run => run.RunId == "broken").Title.ShouldBe("(the journal is damaged)");
    }

    [Fact]
    public void Lines_of_several_processes_are_all_kept_and_stale_ones_go()
    {
        string[] ids = ["first", "second", "third"];
        foreach (var id in ids) folder.With(0, id);
        var probes = ids.Select(id => folder.Probe("summarize", id, 300)).ToList();
        while (probes.Exists(probe => !probe.HasExited)) folder.Store.List().Count.ShouldBe(3);
        folder.Store.List().Select(run => run.Phase).ShouldBe(["300", "300", "300"]);
        File.ReadAllLines(folder.Index).Length.ShouldBeLessThanOrEqualTo(70);
        File.Exists(Path.Combine(folder.Git, "groundwright", "runs", "index.stale")).ShouldBeFalse();
        probes.ForEach(probe => probe.Dispose());
    }

    [Fact]
    public void A_line_that_could_not_be_appended_is_made_again_from_the_journal()
    {
        folder.With(0, "first").Store.List()[0].Phase.ShouldBeNull();
        using var journal = folder.Store.Open("first");
        using (KernelLock.TryTake(Path.Combine(folder.Git, "groundwright", "runs", "index.lock")))
        {
            journal.Append(StoreFolder.Phase("build"));
            journal.Summarize(StoreFolder.Summarize(journal.Events));
            folder.Store.List()[0].Phase.ShouldBe("build", "even while somebody frozen holds the index");
        }
        folder.Store.List()[0].Phase.ShouldBe("build");
        File.ReadAllText(folder.Index).ShouldContain("build");
    }

    public void Dispose() => folder.Dispose();
}

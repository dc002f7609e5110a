using System.Text.RegularExpressions;
using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

[Covers("J4", "R2")]
public sealed partial class DiskFaultTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Theory]
    [InlineData("fsync", "EIO", 1)]
    [InlineData("fsync", "EIO", 2)]
    [InlineData("fsync", "EIO", 3)]
    [InlineData("fsync", "ENOSPC", 2)]
    [InlineData("pwrite64", "ENOSPC", 1)]
    [InlineData("pwrite64", "ENOSPC", 2)]
    [InlineData("pwrite64", "EIO", 3)]
    [InlineData("pwrite64", "EDQUOT", 4)]
    public void A_refused_write_acknowledges_nothing_and_poisons_the_writer(string call, string error, int number)
    {
        Needs.Strace();
        folder.With(2);
        var output = folder.Inject($"{call}:error={error}:when={number}", "append", 6);
        output.ShouldContain("problem GW1307");
        output.ShouldContain(error is "EIO" ? "Input/output error" : error is "EDQUOT" ? "quota" : "No space left on device");
        if (output.Contains("opened", StringComparison.Ordinal)) output.ShouldContain("poisoned GW1307");
        output.ShouldNotContain("SECOND APPEND");
        var acknowledged = Acknowledged().Count(output);

        using var journal = folder.Store.Open(StoreFolder.Id);
        journal.Events.Count.ShouldBeGreaterThanOrEqualTo(3 + acknowledged);
        journal.Append(StoreFolder.Phase("goes on"));
    }

    [Fact]
    public void After_a_failed_fsync_the_next_owner_copies_what_is_good_into_a_new_file()
    {
        Needs.Strace();
        folder.With(2);
        folder.Inject("fsync:error=EIO:when=1", "append", 3).ShouldContain("poisoned");
        var before = Inode();
        using (folder.Store.Open(StoreFolder.Id)) Inode().ShouldNotBe(before);
        var after = Inode();
        using (folder.Store.Open(StoreFolder.Id)) Inode().ShouldBe(after, "a journal let go cleanly is not copied again");
    }

    [Fact]
    public void A_failed_copy_changes_nothing_and_is_done_by_the_next_owner()
    {
        Needs.Strace();
        folder.With(2);
        File.AppendAllText(folder.Journal(), "{\"type\":\"phase-st");
        var before = File.ReadAllBytes(folder.Journal());
        folder.Inject("fsync:error=EIO:when=1", "append", 3).ShouldContain("problem GW1307");
        File.ReadAllBytes(folder.Journal()).ShouldBe(before);
        using var journal = folder.Store.Open(StoreFolder.Id);
        journal.Events.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("fsync", 3)]
    [InlineData("pwrite64", 2)]
    public void A_run_that_could_not_be_made_durable_is_not_acknowledged(string call, int number)
    {
        Needs.Strace();
        folder.Inject($"{call}:error=ENOSPC:when={number}", "create", 0).ShouldStartWith("problem GW1307");
        folder.RunProbe("create").Output.ShouldStartWith("created");
        folder.Store.Read(StoreFolder.Id).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_disk_that_fills_up_stops_the_run_with_what_to_type()
    {
        Needs.Linux();
        using var small = new TemporaryDirectory();
        if (ChildProcess.Run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small.Path]).ExitCode != 0) Assert.Skip("a file system of its own may not be mounted here");
        try
        {
            var store = new Core.Runs.Store.FileRunStore(small.Path, TimeProvider.System, text => text, StoreFolder.Summarize);
            var acknowledged = 1;
            using (var journal = store.Create(StoreFolder.Started()))
            {
                var problem = StoreFolder.Refusal(() =>
                {
                    for (; acknowledged < 100_000; acknowledged++) journal.Append(StoreFolder.Phase("fills the disk"));
                });
                problem.Code.ShouldBe(RunProblems.JournalWrite);
                problem.Summary.ShouldStartWith("the disk is full");
                problem.Detail!.ShouldContain($"Nothing after record {acknowledged} was acknowledged");
                ChildProcess.Run("bash", ["-c", problem.Remedies[0].Command]).Output.ShouldContain("100%");
                StoreFolder.Refusal(() => journal.Append(StoreFolder.Phase("again"))).ShouldBe(problem);
            }
            store.Read(StoreFolder.Id).Count.ShouldBe(acknowledged);
            ChildProcess.Run("mount", ["-o", "remount,size=1m", small.Path]).ExitCode.ShouldBe(0);
            using var again = store.Open(StoreFolder.Id);
            again.Events.Count.ShouldBe(acknowledged);
            again.Append(StoreFolder.Phase("goes on")).Sequence.ShouldBe(acknowledged + 1);
        }
        finally
        {
            ChildProcess.Run("umount", [small.Path]);
        }
    }

    public void Dispose() => folder.Dispose();

    private string Inode() => ChildProcess.Run("stat", ["-c", "%i", folder.Journal()]).Output.Trim();

    [GeneratedRegex("^acknowledged", RegexOptions.Multiline)]
    private static partial Regex Acknowledged();
}

using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

[Covers("J3")]
public sealed class InboxTests : IDisposable
{
    private readonly StoreFolder folder = new StoreFolder().With(0);

    private string Inbox => Path.Combine(folder.Run(), "inbox");

    [Fact]
    public void The_owner_gets_each_message_of_two_posters_once_and_in_order()
    {
        using var journal = folder.Store.Open(StoreFolder.Id);
        using var first = folder.Probe("post", count: 200);
        using var second = folder.Probe("post", count: 200);
        var got = new List<string>();
        while (!first.HasExited || !second.HasExited || journal.ReadInbox().Count > 0)
            foreach (var posted in journal.ReadInbox())
            {
                got.Add(posted.Message.ShouldBeOfType<CancelRun>().Reason);
                journal.Acknowledge(posted);
            }
        foreach (var poster in new[] { first, second })
            got.Where(reason => reason.StartsWith($"{poster.Id}:", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(1, 200).Select(i => $"{poster.Id}:{i}"));
        got.Count.ShouldBe(400);
        Directory.EnumerateFiles(Inbox).ShouldBeEmpty();
    }

    [Fact]
    public void A_message_is_durable_before_posting_it_returns()
    {
        Needs.Strace();
        folder.Inject("fsync:signal=SIGKILL:when=2", "post", 1).ShouldNotContain("posted");
        folder.Inject("fsync:error=EIO:when=2", "post", 1).ShouldContain("problem GW1307");
        using var journal = folder.Store.Open(StoreFolder.Id);
        journal.ReadInbox().Count.ShouldBeLessThanOrEqualTo(2);
        folder.RunProbe("post", count: 1).Output.ShouldContain("posted");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ not json")]
    [InlineData("""{"type":"make-coffee","actor":{"name":"a","kind":"b"}}""")]
    [InlineData("""{"type":"cancel","reason":"r","force":false}""")]
    [InlineData("""{"type":"cancel","actor":{},"reason":"r","force":false}""")]
    public void What_is_not_a_message_is_moved_aside_and_the_rest_is_read(string content)
    {
        folder.Store.Post(StoreFolder.Id, new CancelRun("real", false) { Actor = new("ada", "os-user") });
        File.WriteAllText(Path.Combine(Inbox, "00000000-bad.json"), content);
        using var journal = folder.Store.Open(StoreFolder.Id);
        journal.ReadInbox().ShouldHaveSingleItem().Message.ShouldBeOfType<CancelRun>().Reason.ShouldBe("real");
        File.ReadAllText(Path.Combine(Inbox, "rejected", "00000000-bad.json")).ShouldBe(content);
    }

    [Fact]
    public void A_message_that_leads_elsewhere_is_not_followed()
    {
        Needs.Linux();
        var outside = Path.Combine(folder.Git, "outside.json");
        File.WriteAllText(outside, """{"type":"cancel","actor":{"name":"a","kind":"b"},"reason":"r","force":false}""");
        Directory.CreateDirectory(Inbox);
        File.CreateSymbolicLink(Path.Combine(Inbox, "1.json"), outside);
        using var journal = folder.Store.Open(StoreFolder.Id);
        journal.ReadInbox().ShouldBeEmpty();
        journal.Acknowledge(new PostedMessage("../../../../outside.json", new CancelRun("r", false) { Actor = new("a", "b") }));
        File.Exists(outside).ShouldBeTrue();
    }

    [Fact]
    public void A_message_to_no_run_is_refused() =>
        StoreFolder.Refusal(() => folder.Store.Post("nobody", new CancelRun("r", false) { Actor = new("a", "b") })).Code.ShouldBe(RunProblems.NotFound);

    public void Dispose() => folder.Dispose();
}

using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

public sealed class JournalDamageTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Theory]
    [Covers("J2", "J4")]
    [InlineData("{\"type\":\"phase-started\",\"phase\":\"pl")]
    [InlineData("\0\0\0\0\0\0")]
    [InlineData("\0\0\0\0\0\0\"sum\":\"0123456789abcdef\"}\n")]
    public void A_torn_tail_is_cut(string tail)
    {
        folder.With(2);
        File.AppendAllText(folder.Journal(), tail);
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(3);
        using (var journal = folder.Store.Open(StoreFolder.Id))
        {
            journal.Events.Count.ShouldBe(3);
            journal.Append(StoreFolder.Phase("after"));
        }
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(4);
        File.ReadAllText(Path.Combine(folder.Run(), "journal.cut")).ShouldBe(tail);
    }

    [Fact]
    [Covers("J4")]
    public void A_write_of_several_lines_with_a_hole_in_it_is_cut_as_a_whole()
    {
        long acknowledged;
        using (var journal = folder.With(2).Store.Open(StoreFolder.Id))
        {
            acknowledged = new FileInfo(folder.Journal()).Length;
            journal.Append(StoreFolder.Phase("a"), durable: false);
            journal.Append(StoreFolder.Phase("b"), durable: false);
            journal.Append(StoreFolder.Phase("c"));
        }
        Overwrite(acknowledged + 5, new byte[20]);
        using var again = folder.Store.Open(StoreFolder.Id);
        again.Events.Count.ShouldBe(3);
    }

    [Fact]
    public void Damage_before_the_end_is_told_with_file_and_line_and_a_remedy_that_works()
    {
        folder.With(4);
        var good = File.ReadAllLines(folder.Journal());
        Overwrite(good[0].Length + good[1].Length + 2 + 30, "XX"u8);
        var damaged = File.ReadAllBytes(folder.Journal());

        var problem = StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id));
        problem.Code.ShouldBe(RunProblems.JournalDamaged);
        problem.Source.ShouldBe(new SourceLocation(folder.Journal(), 3, 1));
        StoreFolder.Refusal(() => folder.Store.Read(StoreFolder.Id)).Code.ShouldBe(RunProblems.JournalDamaged);
        File.ReadAllBytes(folder.Journal()).ShouldBe(damaged);

        Needs.Linux();
        ChildProcess.Run("bash", ["-c", problem.Remedies[0].Command]).ExitCode.ShouldBe(0);
        folder.Store.Read(StoreFolder.Id).Count.ShouldBe(2);
        File.ReadAllBytes(folder.Journal() + ".damaged").ShouldBe(damaged);
    }

    [Fact]
    public void A_last_record_that_was_changed_by_hand_is_damage_and_not_a_torn_tail()
    {
        folder.With(2);
        File.WriteAllText(folder.Journal(), File.ReadAllText(folder.Journal()).Replace("\"p3\"", "\"p9\"", StringComparison.Ordinal));
        StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id)).Source!.Line.ShouldBe(3);
    }

    [Fact]
    public void An_empty_or_headless_journal_is_damage()
    {
        folder.With(1);
        File.WriteAllText(folder.Journal(), "");
        StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id)).Code.ShouldBe(RunProblems.JournalDamaged);
        File.WriteAllText(folder.Journal(), "{\"type\":\"run-st");
        StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id)).Code.ShouldBe(RunProblems.JournalDamaged);
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused_untouched()
    {
        using (folder.Store.Create(StoreFolder.Started() with { Version = JournalFormat.Version })) { }
        var line = JournalLines.Sealed(text => text.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), StoreFolder.Started());
        File.WriteAllText(folder.Journal(), line);
        StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id)).Code.ShouldBe(RunProblems.JournalNewer);
        File.WriteAllText(folder.Journal(), "{\"type\":\"run-started\",\"version\":7,\"other\":\"seal\"}\n");
        StoreFolder.Refusal(() => folder.Store.Read(StoreFolder.Id)).Code.ShouldBe(RunProblems.JournalNewer);
    }

    [Fact]
    public void A_record_of_an_unknown_type_is_a_newer_version_and_not_damage()
    {
        folder.With(0);
        var lines = JournalLines.Sealed(text => text.Replace("phase-started", "phase-paused", StringComparison.Ordinal), StoreFolder.Started(), StoreFolder.Phase("plan"));
        File.WriteAllText(folder.Journal(), lines);
        var problem = StoreFolder.Refusal(() => folder.Store.Open(StoreFolder.Id));
        problem.Code.ShouldBe(RunProblems.JournalNewer);
        problem.Source!.Line.ShouldBe(2);
        File.ReadAllText(folder.Journal()).ShouldBe(lines);
    }

    public void Dispose() => folder.Dispose();

    private void Overwrite(long offset, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(folder.Journal(), FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, bytes, offset);
    }
}

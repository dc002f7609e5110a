using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

[Covers("T8")]
public sealed class JournalReaderTests
{
    private const int Count = 12;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly string[] Lines = JournalLines.Sealed(text => text,
        [StoreFolder.Started(), .. Enumerable.Range(2, Count - 1).Select(i => StoreFolder.Phase($"phase {i}"))]).Split('\n')[..^1];

    [Fact]
    public void Any_bytes_are_read_without_a_fault_and_nothing_of_them_is_believed() =>
        Prop.ForAll<byte[]>(bytes => Scan(bytes).Events.Count == 0).Check(Many);

    [Fact]
    public void Any_bytes_after_a_good_journal_add_nothing() =>
        Prop.ForAll<byte[]>(bytes => Scan([.. Whole(Lines), .. bytes]).Events.Count == Count).Check(Many);

    [Fact]
    public void A_flipped_bit_ends_what_is_believed_right_before_its_line() =>
        Prop.ForAll(Gen.Choose(0, Whole(Lines).Length - 1).ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), (position, bit) =>
        {
            var bytes = Whole(Lines);
            var line = bytes.AsSpan(0, position).Count((byte)'\n');
            bytes[position] ^= (byte)(1 << bit);
            var scan = Scan(bytes);
            return IsPrefix(scan, line) && scan.End != JournalEnd.Whole && (line == Count - 1 || scan.End != JournalEnd.Torn);
        }).Check(Many);

    [Fact]
    public void Two_lines_run_together_are_damage_even_at_the_end()
    {
        var bytes = Whole(Lines);
        bytes[Whole(Lines[..^1]).Length - 1] = (byte)' ';
        Scan(bytes).End.ShouldBe(JournalEnd.Damaged);
        bytes = Whole(Lines);
        bytes[^1] = (byte)' ';
        Scan(bytes).End.ShouldBe(JournalEnd.Damaged);
    }

    [Fact]
    public void A_cut_anywhere_leaves_the_whole_lines_before_it() =>
        Prop.ForAll(Gen.Choose(0, Whole(Lines).Length).ToArbitrary(), length =>
        {
            var bytes = Whole(Lines)[..length];
            var line = bytes.AsSpan().Count((byte)'\n');
            var scan = Scan(bytes);
            return IsPrefix(scan, line) && scan.End == (line == 0 ? JournalEnd.Damaged : bytes[^1] == '\n' ? JournalEnd.Whole : JournalEnd.Torn);
        }).Check(Many);

    [Fact]
    public void Lines_moved_repeated_or_left_out_are_damage() =>
        Prop.ForAll(Gen.Choose(0, Count - 2).ToArbitrary(), Gen.Choose(0, Count - 2).ToArbitrary(), Gen.Choose(0, 2).ToArbitrary(), (a, b, kind) =>
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b) + 1);
            var lines = Lines.ToList();
            if (kind == 0) (lines[low], lines[high]) = (lines[high], lines[low]);
            else if (kind == 1) lines.Insert(high, lines[low]);
            else lines.RemoveRange(low, high - low);
            var scan = Scan(Whole(lines));
            return IsPrefix(scan, kind == 1 ? high : low) && scan.End == JournalEnd.Damaged;
        }).Check(Many);

    [Fact]
    public void A_write_of_several_lines_that_lost_a_part_never_costs_an_acknowledged_one()
    {
        var journals = Enumerable.Range(2, 5).Select(JournalWithBatch).ToArray();
        Prop.ForAll(Gen.Elements(journals).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (journal, from, to) =>
        {
            var (bytes, acknowledged, last) = ((byte[])journal.Bytes.Clone(), journal.Acknowledged, journal.Last);
            var (low, high) = (acknowledged + (Math.Min(from, to) % (last - acknowledged)), acknowledged + (Math.Max(from, to) % (last - acknowledged)));
            if (high > low) bytes.AsSpan(low, high - low).Clear();
            var scan = Scan(bytes);
            return scan.Events.Count >= 3 && scan.End is JournalEnd.Torn or JournalEnd.Whole;
        }).Check(Many);
    }

    [Fact]
    public void A_line_without_end_is_read_in_bounded_memory()
    {
        using var endless = new EndlessStream(Whole(Lines), 256 * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var scan = JournalReader.Scan(endless);
        scan.Events.Count.ShouldBe(Count);
        scan.End.ShouldBe(JournalEnd.Damaged);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(80L * 1024 * 1024);
    }

    private static JournalScan Scan(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return JournalReader.Scan(stream);
    }

    private static byte[] Whole(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static bool IsPrefix(JournalScan scan, int count) =>
        scan.Events.Count == count && scan.Events.Skip(1).Select((e, i) => e is PhaseStarted phase && phase.Phase == $"phase {i + 2}").All(same => same);

    // Three lines written alone, then some in one go. Returns where those begin, and where the last of them begins.
    private static (byte[] Bytes, int Acknowledged, int Last) JournalWithBatch(int together)
    {
        using var folder = new StoreFolder().With(2);
        var acknowledged = (int)new FileInfo(folder.Journal()).Length;
        using (var journal = folder.Store.Open(StoreFolder.Id))
            for (var i = 1; i <= together; i++) journal.Append(StoreFolder.Phase($"part {i}"), durable: i == together);
        var bytes = File.ReadAllBytes(folder.Journal());
        return (bytes, acknowledged, bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1);
    }

    /// <summary>Some bytes, then very many without a newline.</summary>
    private sealed class EndlessStream(byte[] start, long more) : MemoryStream(start)
    {
        private long left = more;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            if (read > 0) return read;
            read = (int)Math.Min(left, count);
            buffer.AsSpan(offset, read).Fill((byte)'x');
            left -= read;
            return read;
        }
    }
}

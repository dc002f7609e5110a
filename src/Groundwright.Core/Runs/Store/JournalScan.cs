using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Store;

/// <summary>How a journal ends.</summary>
internal enum JournalEnd
{
    /// <summary>With a whole line.</summary>
    Whole,

    /// <summary>With a write that was cut short and so never acknowledged.</summary>
    Torn,

    /// <summary>Something before its last write is not what was written.</summary>
    Damaged,

    /// <summary>It goes on in words this version does not know.</summary>
    Newer,
}

/// <summary>What was read of a journal: everything good up to the first line that is not.</summary>
/// <param name="Events">The good ones.</param>
/// <param name="Length">Bytes of the file that hold them.</param>
/// <param name="Sum">Sum of the last good line.</param>
/// <param name="End">What comes after them.</param>
/// <param name="Reason">Why the next line is not good, for people; null when there is none.</param>
internal sealed record JournalScan(IReadOnlyList<RunEvent> Events, long Length, byte[] Sum, JournalEnd End, string? Reason)
{
    /// <summary>Number of the line that is not good, from 1.</summary>
    public int BadLine => Events.Count + 1;
}

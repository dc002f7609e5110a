using System.Buffers;
using System.Text.Json;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>
/// <c>index.jsonl</c>: one line for every run, so that a list need not open 10,000 journals. A projection: lines are appended under a short lock,
/// the last of a run wins, and whatever is missing or doubtful is made again from the journals.
/// </summary>
/// <param name="layout">Where things are.</param>
/// <param name="fromJournal">One run's line, from its journal; null when it has none.</param>
internal sealed class RunIndex(StoreLayout layout, Func<string, RunSummary?> fromJournal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private string LockFile => Path.Combine(layout.Runs, "index.lock");

    /// <summary>Its presence says that a line could not be appended.</summary>
    private string StaleMark => Path.Combine(layout.Runs, "index.stale");

    /// <summary>Writes a run's line anew. Never fails: a line that cannot be written is made again by the next <see cref="List"/>.</summary>
    public void Append(RunSummary summary)
    {
        try
        {
            if (TryLock() is { } taken)
            {
                using (taken) AppendLines([summary]);
                return;
            }
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            // Marked below.
        }
        MarkStale();
    }

    /// <summary>The line of every run there is.</summary>
    public IReadOnlyCollection<RunSummary> List()
    {
        var ids = layout.Ids().ToList();
        var content = IndexContent.Read(layout.Index);
        if (!NeedsRepair(content, ids)) return Select(content.Summaries, ids);
        if (!Directory.Exists(layout.Runs)) return [];
        try
        {
            using var taken = TryLock();
            return Repair(ids, mayWrite: taken is not null);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            // The list is right all the same where the index cannot be written.
            return Repair(ids, mayWrite: false);
        }
    }

    private bool NeedsRepair(IndexContent content, List<string> ids) =>
        !content.IsSound || IsMostlyStale(content, ids) || !ids.TrueForAll(content.Summaries.ContainsKey) || File.Exists(StaleMark);

    private static bool IsMostlyStale(IndexContent content, List<string> ids) => content.Lines > (ids.Count * 2) + 64;

    private static List<RunSummary> Select(Dictionary<string, RunSummary> summaries, IEnumerable<string> ids) =>
        [.. ids.Select(summaries.GetValueOrDefault).OfType<RunSummary>()];

    private List<RunSummary> Repair(List<string> ids, bool mayWrite)
    {
        var content = IndexContent.Read(layout.Index);
        var rebuild = !content.IsSound || File.Exists(StaleMark);
        // Removed before the journals are read: a mark that comes later is about a later change.
        if (rebuild && mayWrite) File.Delete(StaleMark);
        var summaries = rebuild ? [] : content.Summaries;
        var (known, added) = Complete(summaries, ids);
        if (!mayWrite) return Select(summaries, ids);
        if (rebuild || IsMostlyStale(content, ids)) PrivateFiles.Replace(layout.Index, Encode(known), durable: false);
        else AppendLines(added);
        return Select(summaries, ids);
    }

    // A run whose journal cannot be read is shown but not kept, so that it is looked at again.
    private (List<RunSummary> Known, List<RunSummary> Added) Complete(Dictionary<string, RunSummary> summaries, List<string> ids)
    {
        var known = Select(summaries, ids);
        var added = new List<RunSummary>();
        foreach (var id in ids.Where(id => !summaries.ContainsKey(id)))
        {
            if (fromJournal(id) is not { } summary) continue;
            summaries[id] = summary;
            if (summary.Workflow.Length > 0) added.Add(summary);
        }
        known.AddRange(added);
        return (known, added);
    }

    private KernelLock? TryLock()
    {
        if (!File.Exists(LockFile)) PrivateFiles.OpenForWriting(LockFile, FileMode.OpenOrCreate).Dispose();
        return KernelLock.TryTake(LockFile, Patience);
    }

    private void AppendLines(List<RunSummary> summaries)
    {
        if (summaries.Count == 0) return;
        using var file = PrivateFiles.OpenForWriting(layout.Index, FileMode.OpenOrCreate);
        RandomAccess.Write(file.SafeFileHandle, Encode(summaries), file.Length);
    }

    private static ReadOnlySpan<byte> Encode(IEnumerable<RunSummary> summaries)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        foreach (var summary in summaries)
        {
            JsonSerializer.Serialize(json, summary, StoreFormat.Default.RunSummary);
            json.Flush();
            buffer.Write("\n"u8);
            json.Reset();
        }
        return buffer.WrittenSpan;
    }

    private void MarkStale()
    {
        try
        {
            PrivateFiles.OpenForWriting(StaleMark, FileMode.OpenOrCreate).Dispose();
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            // The disk refuses everything; the journal says so to the user.
        }
    }
}

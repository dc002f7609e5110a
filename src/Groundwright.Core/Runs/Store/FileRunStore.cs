using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>The embedded store: files under <c>&lt;git common directory&gt;/groundwright/runs/</c>, by the rules J1 to J4.</summary>
/// <remarks>A run is there once its folder has a journal. Nothing is made before the first run is.</remarks>
public sealed class FileRunStore : IRunStore
{
    private readonly StoreLayout layout;
    private readonly TimeProvider time;
    private readonly Func<string, string> mask;
    private readonly Func<IReadOnlyList<RunEvent>, RunSummary> summarize;
    private readonly RunIndex index;

    /// <summary>Makes nothing and reads nothing yet.</summary>
    /// <param name="gitDirectory">The git common directory.</param>
    /// <param name="time">Stamps events; decides nothing.</param>
    /// <param name="mask">Applied to the JSON text of each event before it is written; must leave it readable.</param>
    /// <param name="summarize">Folds the events of a run (one or more) into its line of <see cref="List"/>.</param>
    public FileRunStore(string gitDirectory, TimeProvider time, Func<string, string> mask, Func<IReadOnlyList<RunEvent>, RunSummary> summarize)
    {
        (layout, this.time, this.mask, this.summarize) = (new StoreLayout(gitDirectory), time, mask, summarize);
        index = new RunIndex(layout, FromJournal);
    }

    /// <summary>Name of the network file system a folder lies on, or null; a seam for tests.</summary>
    internal Func<string, string?> NetworkFileSystemOf { get; init; } = FileSystemKind.NetworkName;

    /// <inheritdoc/>
    public IRunJournal Create(RunStarted started)
    {
        var folder = layout.Run(started.RunId);
        var journal = StoreLayout.Journal(folder);
        if (File.Exists(journal)) throw new GroundwrightException(StoreProblems.Exists(started.RunId));
        return Guard(journal, "The run was not started.", null, () =>
        {
            if (NetworkFileSystemOf(layout.Git) is { } kind) throw new GroundwrightException(StoreProblems.NetworkFileSystem(layout.Git, kind));
            PrivateFiles.CreateFolder(folder);
            return Take(folder, ownership =>
            {
                if (File.Exists(journal)) throw new GroundwrightException(StoreProblems.Exists(started.RunId));
                var scan = WriteFirst(journal, started);
                ownership.IsClean = true;
                return scan;
            }) ?? throw new GroundwrightException(StoreProblems.Exists(started.RunId));
        });
    }

    /// <inheritdoc/>
    public IRunJournal Open(string runId)
    {
        var folder = Existing(runId);
        var id = Path.GetFileName(folder);
        var journal = StoreLayout.Journal(folder);
        return Guard(journal, "Nothing was changed.", id, () => Take(folder, ownership =>
        {
            var scan = JournalReader.Scan(journal);
            ThrowUnlessReadable(id, journal, scan);
            if (ownership.LeftBehind || scan.End == JournalEnd.Torn) JournalCopy.KeepPrefix(journal, scan.Length);
            ownership.IsClean = true;
            return scan;
        }) ?? throw new GroundwrightException(StoreProblems.Held(id, RunOwnership.Of(folder))));
    }

    /// <inheritdoc/>
    public IReadOnlyList<RunEvent> Read(string runId)
    {
        var folder = Existing(runId);
        var journal = StoreLayout.Journal(folder);
        var scan = Guard(journal, "Nothing was changed.", null, () => JournalReader.Scan(journal));
        ThrowUnlessReadable(Path.GetFileName(folder), journal, scan);
        return scan.Events;
    }

    /// <inheritdoc/>
    public string Find(string prefix)
    {
        var wanted = prefix.Trim().ToLowerInvariant();
        if (wanted.Length == 0) throw new GroundwrightException(StoreProblems.NotFound(prefix));
        var matches = layout.Ids().Where(id => id.StartsWith(wanted, StringComparison.Ordinal))
            .Where(id => File.Exists(StoreLayout.Journal(Path.Combine(layout.Runs, id)))).Order(StringComparer.Ordinal).ToList();
        if (matches.Count == 1 || matches.Contains(wanted)) return matches[0];
        throw new GroundwrightException(matches.Count == 0 ? StoreProblems.NotFound(prefix) : StoreProblems.Ambiguous(prefix, matches));
    }

    /// <inheritdoc/>
    public IReadOnlyList<RunSummary> List()
    {
        List<RunSummary> all = [.. index.List()];
        all.Sort(NewestFirst);
        return all;
    }

    /// <inheritdoc/>
    public void Post(string runId, InboxMessage message)
    {
        var inbox = StoreLayout.Inbox(Existing(runId));
        Guard(inbox, "The message was not left.", null, () =>
        {
            new Inbox(inbox).Post(message, time.GetUtcNow());
            return true;
        });
    }

    /// <inheritdoc/>
    public bool HasMessages(string runId) => Inbox.Files(StoreLayout.Inbox(Existing(runId))).Any();

    /// <inheritdoc/>
    public RunOwner? OwnerOf(string runId) => RunOwnership.Of(Existing(runId));

    /// <inheritdoc/>
    public string DirectoryOf(string runId) => layout.Run(runId);

    private string Existing(string runId)
    {
        var folder = layout.Run(runId);
        return File.Exists(StoreLayout.Journal(folder)) ? folder : throw new GroundwrightException(StoreProblems.NotFound(runId));
    }

    private RunJournal? Take(string folder, Func<RunOwnership, JournalScan> prepare)
    {
        RunOwnership? ownership = null;
        try
        {
            ownership = RunOwnership.TryTake(folder, time);
            if (ownership is null) return null;
            var taken = new RunJournal(folder, prepare(ownership), ownership, index, time, mask);
            ownership = null;
            return taken;
        }
        finally
        {
            ownership?.Dispose();
        }
    }

    // Under another name first: a journal is never seen without its first record.
    private JournalScan WriteFirst(string journal, RunStarted started)
    {
        var temporary = journal + ".new";
        using (var writer = new JournalWriter(PrivateFiles.OpenForWriting(temporary, FileMode.Create), 0, LineSeal.First, mask))
        {
            writer.Add(started with { RunId = Path.GetFileName(Path.GetDirectoryName(journal)!), Sequence = 1, At = time.GetUtcNow() });
            writer.Flush();
        }
        var scan = JournalReader.Scan(temporary);
        File.Move(temporary, journal);
        Disk.SyncFolder(Path.GetDirectoryName(journal)!);
        return scan;
    }

    private RunSummary? FromJournal(string id)
    {
        var folder = Path.Combine(layout.Runs, id);
        var journal = StoreLayout.Journal(folder);
        if (!File.Exists(journal)) return null;
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(journal), TimeSpan.Zero);
        try
        {
            var scan = JournalReader.Scan(journal);
            if (scan.Events.Count > 0 && scan.End is JournalEnd.Whole or JournalEnd.Torn) return summarize(scan.Events);
            var title = scan.End == JournalEnd.Newer ? "(written by a newer version)" : "(the journal is damaged)";
            return Unreadable(id, title, scan.Events.Count > 0 ? scan.Events[0].At : changed, changed);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            return Unreadable(id, "(the journal cannot be read)", changed, changed);
        }
    }

    private static RunSummary Unreadable(string id, string title, DateTimeOffset started, DateTimeOffset updated) =>
        new(id, title, null, "", RunStatus.Unknown, null, started, updated);

    private static void ThrowUnlessReadable(string id, string journal, JournalScan scan)
    {
        if (scan.End == JournalEnd.Damaged) throw new GroundwrightException(StoreProblems.Damaged(id, journal, scan));
        if (scan.End == JournalEnd.Newer) throw new GroundwrightException(StoreProblems.Newer(id, journal, scan));
    }

    /// <summary>Tells what the disk refuses; <paramref name="runId"/> is the run to go on with afterwards, null when that is not what to do.</summary>
    private static T Guard<T>(string file, string outcome, string? runId, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            throw new GroundwrightException(StoreProblems.Refused(file, fault, outcome, runId), fault);
        }
    }

    // By numbers: what sorts by times is compiled while it runs, which takes longer than the sorting (Q8).
    private static int NewestFirst(RunSummary one, RunSummary other) =>
        other.Started.UtcTicks.CompareTo(one.Started.UtcTicks) is not 0 and var order ? order : string.CompareOrdinal(one.RunId, other.RunId);
}

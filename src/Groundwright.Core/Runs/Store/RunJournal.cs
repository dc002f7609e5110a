using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>A journal held by its owner. Safe to append to from several threads.</summary>
internal sealed class RunJournal : IRunJournal
{
    private readonly Lock gate = new();
    private readonly RunOwnership ownership;
    private readonly JournalWriter writer;
    private readonly RunIndex index;
    private readonly TimeProvider time;
    private readonly Inbox inbox;
    private RunEvent[] events;
    private int count;
    private int acknowledged;
    private Problem? poison;
    private bool disposed;

    /// <summary>Goes on after what was read of the journal in a folder.</summary>
    public RunJournal(string folder, JournalScan scan, RunOwnership ownership, RunIndex index, TimeProvider time, Func<string, string> mask)
    {
        (Directory, this.ownership, this.index, this.time) = (folder, ownership, index, time);
        writer = new JournalWriter(PrivateFiles.OpenForWriting(StoreLayout.Journal(folder), FileMode.Open), scan.Length, scan.Sum, mask);
        events = [.. scan.Events];
        count = acknowledged = events.Length;
        inbox = new Inbox(StoreLayout.Inbox(folder));
    }

    /// <inheritdoc/>
    public string RunId => Path.GetFileName(Directory);

    /// <inheritdoc/>
    public string Directory { get; }

    /// <inheritdoc/>
    /// <remarks>A view of this moment: what is added later is not in it, and it never changes.</remarks>
    public IReadOnlyList<RunEvent> Events
    {
        get { lock (gate) return new ArraySegment<RunEvent>(events, 0, count); }
    }

    /// <inheritdoc/>
    public RunEvent Append(RunEvent @event, bool durable = true)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (poison is not null) throw new GroundwrightException(poison);
            var written = writer.Add(@event with { Sequence = count + 1, At = time.GetUtcNow() });
            if (durable || writer.IsFull) Flush();
            if (count == events.Length) Array.Resize(ref events, Math.Max(16, count * 2));
            events[count++] = written;
            return written;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PostedMessage> ReadInbox() => OnDisk(inbox.Read);

    /// <inheritdoc/>
    public void Acknowledge(PostedMessage message) => OnDisk(() =>
    {
        inbox.Remove(message.File);
        return true;
    });

    /// <inheritdoc/>
    public void Summarize(RunSummary summary) => index.Append(summary);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            try
            {
                if (poison is null) writer.Flush();
            }
            catch (Exception fault) when (DiskFault.Is(fault))
            {
                // What still waited was never acknowledged.
                ownership.IsClean = false;
            }
            writer.Dispose();
            ownership.Dispose();
        }
    }

    private T OnDisk<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            throw new GroundwrightException(StoreProblems.Stopped(Directory, fault), fault);
        }
    }

    private void Flush()
    {
        try
        {
            writer.Flush();
            acknowledged = count + 1;
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            // A second fsync would report success for bytes the system has already dropped.
            ownership.IsClean = false;
            poison = StoreProblems.Refused(StoreLayout.Journal(Directory), fault,
                $"Nothing after record {acknowledged} was acknowledged, and this process writes no more of run `{RunId}`.", RunId);
            throw new GroundwrightException(poison, fault);
        }
    }
}

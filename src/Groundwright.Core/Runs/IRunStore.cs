using System.Text.Json.Serialization;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>Where runs are kept. Embedded: files under the git common directory.</summary>
public interface IRunStore
{
    /// <summary>Makes a run durable: when this returns, <paramref name="started"/> survives anything. The caller owns the run.</summary>
    /// <exception cref="Problems.GroundwrightException">The id is taken (GW1309), the disk refuses (GW1307) or is a network file system (GW1308).</exception>
    IRunJournal Create(RunStarted started);

    /// <summary>Takes a run: cuts a torn tail, reads all events.</summary>
    /// <exception cref="Problems.GroundwrightException">No such run (GW1302), owned by someone else, who is named (GW1304), damaged (GW1305), newer (GW1306).</exception>
    IRunJournal Open(string runId);

    /// <summary>Reads the events of a run without taking it; a torn tail is left out.</summary>
    IReadOnlyList<RunEvent> Read(string runId);

    /// <summary>The full id of a run from a unique prefix, in any case.</summary>
    /// <exception cref="Problems.GroundwrightException">None (GW1302) or several (GW1303).</exception>
    string Find(string prefix);

    /// <summary>One line for every run, newest first. A projection: made again from the journals when it is missing or damaged.</summary>
    IReadOnlyList<RunSummary> List();

    /// <summary>Leaves a message for the owner of a run, durably (rule J3).</summary>
    void Post(string runId, InboxMessage message);

    /// <summary>Whether a message waits that no owner has read yet.</summary>
    bool HasMessages(string runId);

    /// <summary>Who owns the run now; null: nobody.</summary>
    RunOwner? OwnerOf(string runId);

    /// <summary>Folder of the run's own files. Absolute.</summary>
    string DirectoryOf(string runId);
}

/// <summary>Who holds a run, as far as it said so.</summary>
public sealed record RunOwner(int ProcessId, string Host, DateTimeOffset Since);

/// <summary>One line of <c>gw runs list</c>.</summary>
/// <param name="RunId">Id.</param>
/// <param name="Title">Title of the request.</param>
/// <param name="IssueNumber">Issue; null without one.</param>
/// <param name="Workflow">Workflow asked for last.</param>
/// <param name="Status">See <see cref="RunStatus"/>.</param>
/// <param name="Phase">Phase it is in or ended in; null before the first.</param>
/// <param name="Started">When it started.</param>
/// <param name="Updated">When it last moved.</param>
public sealed record RunSummary(
    string RunId, string Title, string? IssueNumber, string Workflow, [property: JsonRequired] RunStatus Status, string? Phase,
    [property: JsonRequired] DateTimeOffset Started, [property: JsonRequired] DateTimeOffset Updated);

/// <summary>The journal of a run, held by its one owner. Disposing lets the run go.</summary>
public interface IRunJournal : IDisposable
{
    /// <summary>Id of the run.</summary>
    string RunId { get; }

    /// <summary>Folder of the run's own files (logs, effects, blobs). Absolute.</summary>
    string Directory { get; }

    /// <summary>All events so far.</summary>
    IReadOnlyList<RunEvent> Events { get; }

    /// <summary>Adds an event. When this returns and <paramref name="durable"/>, it and everything before it survives a power cut.</summary>
    /// <returns>The event with its sequence number and time.</returns>
    /// <exception cref="Problems.GroundwrightException">GW1307: nothing was acknowledged, and the journal takes no more (rule J4).</exception>
    RunEvent Append(RunEvent @event, bool durable = true);

    /// <summary>Messages waiting in the inbox, oldest first. A file that cannot be read is moved aside.</summary>
    IReadOnlyList<PostedMessage> ReadInbox();

    /// <summary>Removes a message once what it asked for is journaled.</summary>
    void Acknowledge(PostedMessage message);

    /// <summary>Writes the line of <see cref="IRunStore.List"/> anew.</summary>
    void Summarize(RunSummary summary);
}

/// <summary>A message in the inbox.</summary>
public sealed record PostedMessage(string File, InboxMessage Message);

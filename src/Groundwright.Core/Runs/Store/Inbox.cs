using System.Globalization;
using System.Text.Json;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>Messages of others to the owner of a run, one durable file each (rule J3).</summary>
internal sealed class Inbox(string folder)
{
    private const int Largest = 1024 * 1024;

    /// <summary>Leaves a message. It is there, whole and durable, when this returns.</summary>
    public void Post(InboxMessage message, DateTimeOffset at)
    {
        PrivateFiles.CreateFolder(folder);
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture);
        var content = JsonSerializer.SerializeToUtf8Bytes(message, JournalFormat.Default.InboxMessage);
        PrivateFiles.Replace(Path.Combine(folder, $"{stamp}-{Guid.NewGuid():N}.json"), content, durable: true);
    }

    /// <summary>Oldest first. What is not a message is moved into <c>rejected</c>.</summary>
    public IReadOnlyList<PostedMessage> Read()
    {
        var messages = new List<PostedMessage>();
        foreach (var file in Files(folder).Order(StringComparer.Ordinal))
        {
            if (TryRead(file) is { } message) messages.Add(new PostedMessage(Path.GetFileName(file), message));
            else Reject(file);
        }
        return messages;
    }

    /// <summary>The files of messages in a folder, those that are still being written left out.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Where(file => Path.GetFileName(file)[0] != '.') : [];

    /// <summary>Removes a message for good.</summary>
    public void Remove(string file)
    {
        File.Delete(Path.Combine(folder, Path.GetFileName(file)));
        Disk.SyncFolder(folder);
    }

    private static InboxMessage? TryRead(string file)
    {
        var information = new FileInfo(file);
        if (information.LinkTarget is not null || information.Length > Largest) return null;
        try
        {
            var message = JsonSerializer.Deserialize(File.ReadAllBytes(file), JournalFormat.Default.InboxMessage);
            return message is { Actor: { Name: not null, Kind: not null } } ? message : null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Reject(string file)
    {
        var rejected = Path.Combine(folder, "rejected");
        PrivateFiles.CreateFolder(rejected);
        File.Move(file, Path.Combine(rejected, Path.GetFileName(file)), overwrite: true);
        Disk.SyncFolder(folder);
    }
}

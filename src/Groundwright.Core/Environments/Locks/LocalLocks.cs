using System.Runtime.InteropServices;
using System.Text.Json;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Runs.Store.Durability;
using StoreFiles = Groundwright.Core.Runs.Store.Durability.PrivateFiles;

namespace Groundwright.Core.Environments.Locks;

/// <summary>
/// The kernel's locks of this clone: alone on the environment, or shared on it and alone on each target. Free when their holder, and the effects they were handed
/// to, are gone.
/// </summary>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
internal sealed class LocalLocks(string gitDirectory)
{
    // Those who only look, and children between fork and exec, hold a lock for an instant.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes the lock. Null: somebody has it.</summary>
    public LocalLock? TryTake(string environment, LockHolder holder)
    {
        var taken = new List<KernelLock>();
        foreach (var (file, exclusive) in Files(environment, holder.Targets))
        {
            if ((exclusive ? KernelLock.TryTake(KernelLock.Make(file), Patience) : KernelLock.TryShare(KernelLock.Make(file), Patience)) is { } one)
            {
                taken.Add(one);
                continue;
            }
            foreach (var other in taken) other.Dispose();
            return null;
        }
        var notes = Notes(environment, holder.Targets);
        foreach (var note in notes) StoreFiles.Replace(note, JsonSerializer.SerializeToUtf8Bytes(holder, LockFormat.Default.LockHolder), durable: false);
        return new LocalLock(taken, notes);
    }

    /// <summary>Who holds locks of an environment in this clone.</summary>
    public IReadOnlyList<LockHolder> Holders(string environment)
    {
        var folder = Folder(environment);
        var targets = Path.Combine(folder, "targets");
        var files = new List<string> { Path.Combine(folder, "lock") };
        if (Directory.Exists(targets)) files.AddRange(Directory.GetFiles(targets, "*.lock").Order(StringComparer.Ordinal));
        return [.. files.Where(file => File.Exists(file) && KernelLock.IsTaken(file)).Select(NoteOf).Select(Read).DistinctBy(holder => holder.RunId)];
    }

    private IEnumerable<(string File, bool Exclusive)> Files(string environment, IReadOnlyList<string> targets) =>
        targets.Order(StringComparer.Ordinal).Select(target => (TargetFile(environment, target), true)).Prepend((Path.Combine(Folder(environment), "lock"), targets.Count == 0));

    private IReadOnlyList<string> Notes(string environment, IReadOnlyList<string> targets) =>
        [.. Files(environment, targets).Where(entry => entry.Exclusive).Select(entry => NoteOf(entry.File))];

    private string TargetFile(string environment, string target) => Path.Combine(Folder(environment), "targets", PartName.Of(target) + ".lock");

    private string Folder(string environment) => EnvironmentFolders.Of(gitDirectory, PartName.Of(environment));

    private static string NoteOf(string file) => Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) + ".held.json");

    private static LockHolder Read(string note)
    {
        // The holder takes the lock first and then says who it is.
        var found = File.Exists(note) ? JsonSerializer.Deserialize(File.ReadAllBytes(note), LockFormat.Default.LockHolder) : null;
        return found ?? new LockHolder("", "somebody", Environment.MachineName, 0, "", DateTimeOffset.UnixEpoch, []);
    }
}

/// <summary>Held locks of the kernel.</summary>
internal sealed class LocalLock(IReadOnlyList<KernelLock> taken, IReadOnlyList<string> notes)
{
    /// <summary>The environment's first, then those of the targets.</summary>
    public IReadOnlyList<SafeHandle> Handles => [.. taken.Select(one => one.Handle)];

    /// <summary>Closes our end only: unlocking would take it from an effect that still goes on.</summary>
    public void LeaveToEffects()
    {
        foreach (var one in taken) one.LeaveToChildren();
    }

    /// <summary>Gives it back altogether.</summary>
    public void Release()
    {
        foreach (var note in notes) File.Delete(note);
        foreach (var one in taken) one.Dispose();
    }
}

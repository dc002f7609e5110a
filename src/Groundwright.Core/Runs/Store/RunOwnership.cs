using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>Owning a run: the kernel's lock on <c>run.lock</c> for as long as this process lives (rule J2).</summary>
internal sealed class RunOwnership : IDisposable
{
    private readonly KernelLock taken;
    private readonly string ownerFile;

    private RunOwnership(KernelLock taken, string ownerFile, bool leftBehind)
    {
        this.taken = taken;
        this.ownerFile = ownerFile;
        LeftBehind = leftBehind;
        IsClean = !leftBehind;
    }

    /// <summary>Whether the owner before died, or let go after a failed write: what the system's cache shows of the journal may not be on the disk.</summary>
    public bool LeftBehind { get; }

    /// <summary>Whether the journal on the disk is known to be what was read and acknowledged. When not, the next owner copies it (rule J4).</summary>
    public bool IsClean { get; set; }

    /// <summary>Takes a run. Null: somebody has it.</summary>
    public static RunOwnership? TryTake(string folder, TimeProvider time)
    {
        var file = StoreLayout.Lock(folder);
        if (!File.Exists(file)) PrivateFiles.OpenForWriting(file, FileMode.OpenOrCreate).Dispose();
        var ownerFile = StoreLayout.Owner(folder);
        KernelLock? taken = null;
        try
        {
            taken = KernelLock.TryTake(file);
            if (taken is null) return null;
            var leftBehind = File.Exists(ownerFile);
            OwnerFile.Write(ownerFile, time);
            var ownership = new RunOwnership(taken, ownerFile, leftBehind);
            taken = null;
            return ownership;
        }
        finally
        {
            taken?.Dispose();
        }
    }

    /// <summary>Who has a run; null: nobody. An owner that has not said who it is has the process id 0.</summary>
    public static RunOwner? Of(string folder)
    {
        var file = StoreLayout.Lock(folder);
        var wait = new SpinWait();
        while (File.Exists(file) && KernelLock.IsTaken(file))
        {
            // The owner takes the lock first and then says who it is.
            if (OwnerFile.Read(StoreLayout.Owner(folder)) is { } owner) return owner;
            if (wait.Count > 50) return new RunOwner(0, "", DateTimeOffset.UnixEpoch);
            wait.SpinOnce();
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (IsClean) File.Delete(ownerFile);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            // It costs the next owner a copy of the journal, no more.
        }
        taken.Dispose();
    }
}

using Microsoft.Win32.SafeHandles;

namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>A lock the kernel holds for this process and frees when it dies, whatever the reason. No child inherits it.</summary>
internal sealed class KernelLock : IDisposable
{
    // One who only looks holds the lock for an instant; one that was frozen in just that instant must not hang us.
    private const int Attempts = 2000;

    private readonly SafeFileHandle handle;

    private KernelLock(SafeFileHandle handle) => this.handle = handle;

    /// <summary>Makes the file of a lock with the folders above it. Opening it in the usual way would fail while somebody has the lock, so it is only ever made.</summary>
    public static string Make(string file)
    {
        if (File.Exists(file)) return file;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        try
        {
            PrivateFiles.OpenForWriting(file, FileMode.OpenOrCreate).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another made it in between, and has the lock already.
        }
        return file;
    }

    /// <summary>Takes the lock alone. Null: somebody else has it. The file must be there.</summary>
    public static KernelLock? TryTake(string file)
    {
        var wait = new SpinWait();
        KernelLock? taken = null;
        for (var attempt = 0; taken is null && attempt < Attempts; attempt++)
        {
            taken = Try(file, exclusive: true);
            if (taken is null && IsTaken(file)) break;
            if (taken is null) wait.SpinOnce();
        }
        return taken;
    }

    /// <summary>Takes the lock alone, waiting a while for it. Null: not in that time.</summary>
    public static KernelLock? TryTake(string file, TimeSpan patience)
    {
        KernelLock? taken = null;
        SpinWait.SpinUntil(() => (taken = Try(file, exclusive: true)) is not null, patience);
        return taken;
    }

    /// <summary>Takes the lock together with others who share it, waiting a while for it. Null: somebody has it alone.</summary>
    public static KernelLock? TryShare(string file, TimeSpan patience)
    {
        KernelLock? taken = null;
        SpinWait.SpinUntil(() => (taken = Try(file, exclusive: false)) is not null, patience);
        return taken;
    }

    /// <summary>Whether somebody has the lock alone. Does not make another's <see cref="TryTake(string)"/> fail.</summary>
    public static bool IsTaken(string file)
    {
        using var look = Try(file, exclusive: false);
        return look is null;
    }

    /// <summary>For handing the lock down to a child, which then holds it too.</summary>
    public SafeFileHandle Handle => handle;

    /// <summary>Closes our end only: a child that the lock was handed to goes on holding it.</summary>
    public void LeaveToChildren() => handle.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && !handle.IsClosed) Libc.Release(handle);
        handle.Dispose();
    }

    private static KernelLock? Try(string file, bool exclusive) => OperatingSystem.IsWindows() ? TryByShare(file, exclusive) : TryByFlock(file, exclusive);

    private static KernelLock? TryByFlock(string file, bool exclusive)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = Libc.Open(file);
            if (!Libc.Lock(handle, exclusive)) return null;
            var taken = new KernelLock(handle);
            handle = null;
            return taken;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    private static KernelLock? TryByShare(string file, bool exclusive)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        try
        {
            return new KernelLock(File.OpenHandle(file, FileMode.Open, FileAccess.Read, exclusive ? FileShare.None : FileShare.Read));
        }
        catch (IOException fault) when (fault.HResult == sharingViolation)
        {
            return null;
        }
    }
}

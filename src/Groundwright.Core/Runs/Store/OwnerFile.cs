using System.Globalization;
using System.Text.Json;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>What the owner of a run says about itself, for messages only: the lock decides who owns it.</summary>
internal static class OwnerFile
{
    /// <summary>Says that it is us. Not durable: after a power cut nobody owns anything.</summary>
    public static void Write(string file, TimeProvider time)
    {
        var owner = new RunOwner(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());
        PrivateFiles.Replace(file, JsonSerializer.SerializeToUtf8Bytes(owner, StoreFormat.Default.RunOwner), durable: false);
    }

    /// <summary>What the file says; null when it says nothing, or speaks of a process that is dead.</summary>
    public static RunOwner? Read(string file)
    {
        try
        {
            var owner = JsonSerializer.Deserialize(File.ReadAllBytes(file), StoreFormat.Default.RunOwner);
            return owner is null || IsDead(owner) ? null : owner;
        }
        catch (Exception fault) when (DiskFault.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the process is there but stopped, as by Ctrl+Z; seen on Linux only.</summary>
    public static bool IsFrozen(RunOwner owner)
    {
        if (!OperatingSystem.IsLinux() || !IsHere(owner)) return false;
        try
        {
            // "4711 (name with ) inside) T 1 ..."; see proc(5).
            var text = File.ReadAllText($"/proc/{owner.ProcessId.ToString(CultureInfo.InvariantCulture)}/stat");
            var state = text.AsSpan(text.LastIndexOf(')') + 1).TrimStart();
            return state.Length > 0 && state[0] is 'T' or 't';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsDead(RunOwner owner) => IsHere(owner) && !OperatingSystem.IsWindows() && !Libc.IsAlive(owner.ProcessId);

    private static bool IsHere(RunOwner owner) => owner.ProcessId > 0 && owner.Host == Environment.MachineName;
}

using System.Runtime.InteropServices;
using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Environments;

/// <summary>One run at a time changes an environment. A kernel lock: free when its holder, and the effects it was handed to, are gone.</summary>
public sealed class EnvironmentLocks(string gitDirectory, TimeProvider time)
{
    /// <summary>Takes the lock or says who has it.</summary>
    /// <exception cref="GroundwrightException">GW2051, worth trying again.</exception>
    public EnvironmentLock Take(string environment, string runId)
    {
        var folder = EnvironmentFolders.Of(gitDirectory, environment);
        Directory.CreateDirectory(folder);
        var holder = Path.Combine(folder, "holder.json");
        var file = Path.Combine(folder, "lock");
        Make(file);
        var taken = KernelLock.TryTake(file) ?? throw Busy(environment, holder);
        File.WriteAllText(holder, JsonSerializer.Serialize(new LockHolder(runId, Environment.ProcessId, time.GetUtcNow())));
        return new EnvironmentLock(environment, taken);
    }

    /// <summary>Opening the file would fail while somebody holds it, so it is only ever made.</summary>
    private static void Make(string file)
    {
        if (File.Exists(file)) return;
        try
        {
            File.Open(file, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another made it in between.
        }
    }

    private static GroundwrightException Busy(string environment, string holder)
    {
        var found = File.Exists(holder) ? JsonSerializer.Deserialize<LockHolder>(File.ReadAllText(holder)) : null;
        var who = found is null ? "another run" : $"run {found.RunId} (process {found.ProcessId}) since {found.Since:u}";
        var problem = Problem.Of(EnvironmentProblems.Locked, $"{environment} is being changed by {who}", "Nothing was changed here. The lock is free as soon as that run is done.",
            new Remedy(found is null ? "gw runs list" : $"gw runs watch {found.RunId}", "see how far it is"), new Remedy("gw runs retry", "tries again"));
        return new GroundwrightException(problem with { Retry = Retry.Now });
    }

    private sealed record LockHolder(string RunId, int ProcessId, DateTimeOffset Since);
}

/// <summary>A held lock.</summary>
public sealed class EnvironmentLock : IDisposable
{
    private readonly KernelLock taken;

    internal EnvironmentLock(string environment, KernelLock taken)
    {
        Environment = environment;
        this.taken = taken;
    }

    /// <summary>Name of the environment.</summary>
    public string Environment { get; }

    /// <summary>Handed to effects, so that the lock lasts as long as they do.</summary>
    public SafeHandle Handle => taken.Handle;

    /// <summary>Lets go of it here. Unlocking would take it from an effect that still goes on, so it is only closed.</summary>
    public void Dispose() => taken.LeaveToChildren();
}

/// <summary>Where an environment's records lie.</summary>
internal static class EnvironmentFolders
{
    public static string Of(string gitDirectory, string environment) => Path.Combine(gitDirectory, "groundwright", "environments", environment);
}

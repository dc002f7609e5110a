using Groundwright.Core.Processes.Trees;

namespace Groundwright.Core.Processes;

/// <summary>
/// Ends what a killed Groundwright left running, by the owner that every process of a command carries (<see cref="Command.Owner"/>). Effect hosts and their
/// children, which outlive us on purpose, are left alone.
/// </summary>
public sealed class Leftovers(TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What cannot be done on this system; null where everything can.</summary>
    public static string? Limitation =>
        OperatingSystem.IsLinux() ? null : "processes left by a killed Groundwright cannot be found on this system: look for them and end them by hand";

    /// <summary>
    /// Interrupts, and after 5 s kills, every process of this owner except ourselves and those we descend from; returns how many there were once none is left.
    /// Where <see cref="Limitation"/> says so, does nothing. Throws GW3004 when one cannot be ended.
    /// </summary>
    public async Task<int> End(string owner, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        cancellationToken.ThrowIfCancellationRequested();
        if (!OperatingSystem.IsLinux()) return 0;
        var left = OwnedProcesses.OfRun(owner);
        var count = left.Living().Count;
        if (count > 0) await new TreeEnding(left, time).End(Grace);
        return count;
    }

    /// <summary>Kills an effect host and everything it started, by the mark of its attempt. What it was doing is then unknown.</summary>
    public async Task EndEffect(string nonce, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(nonce);
        cancellationToken.ThrowIfCancellationRequested();
        if (OperatingSystem.IsLinux()) await new TreeEnding(OwnedProcesses.OfEffect(nonce), time).End(TimeSpan.Zero);
    }
}

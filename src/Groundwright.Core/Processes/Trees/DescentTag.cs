using System.Globalization;
using System.Security.Cryptography;

namespace Groundwright.Core.Processes.Trees;

/// <summary>
/// A number on all that descends from a process, which neither a new session nor an empty environment nor closed handles take away (Linux). It is the soft limit
/// on real-time CPU (RLIMIT_RTTIME, microseconds), because limits are inherited by fork and kept by exec, this one is unlimited everywhere, and at 35 years or more it limits
/// nothing. Where it cannot be set there is none, and descendants are known by the other signs alone.
/// </summary>
internal sealed record DescentTag(ulong Value)
{
    private const ulong Least = 1UL << 50;
    private const string Line = "Max realtime timeout";

    /// <summary>A number nobody has.</summary>
    public static DescentTag New() => new(Least + (BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % Least));

    /// <summary>Puts it on children that are started before this is disposed. Changes this process for so long: one start at a time.</summary>
    public IDisposable? OnNextChild() => Environment.Is64BitProcess && OperatingSystem.IsLinux() ? Libc.LimitRealTime(Value) : null;

    /// <summary>Whether a process carries it.</summary>
    public bool IsOn(int id)
    {
        string limits;
        try
        {
            limits = File.ReadAllText($"/proc/{id}/limits");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        var at = limits.IndexOf(Line, StringComparison.Ordinal);
        return at >= 0 && limits.AsSpan(at + Line.Length).TrimStart().StartsWith(Value.ToString(CultureInfo.InvariantCulture) + " ", StringComparison.Ordinal);
    }
}

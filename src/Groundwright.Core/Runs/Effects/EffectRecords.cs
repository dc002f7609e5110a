using System.Text.Json.Serialization;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Runs.Effects;

/// <summary>What a host is to run. Its environment is not here: it may hold secrets, so the host gets it from its starter.</summary>
/// <param name="Nonce">Names this one attempt; a host with another one does nothing.</param>
/// <param name="Program">Program.</param>
/// <param name="Arguments">Arguments.</param>
/// <param name="WorkingDirectory">Where it starts.</param>
/// <param name="TimeoutSeconds">Longest time; null: none.</param>
/// <param name="GraceSeconds">How long it may drain after an interrupt.</param>
internal sealed record EffectOrder(
    string Nonce, string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, double? TimeoutSeconds, double GraceSeconds)
{
    /// <summary>What keeps a lease while the effect goes on; null: it is under none.</summary>
    public KeeperOrder? Keeper { get; init; }
}

/// <summary>How a lease is kept. The environment of the command comes with the host's own, see <see cref="LeaseKeeping.Prefix"/>.</summary>
/// <param name="Program">Program.</param>
/// <param name="Arguments">Arguments.</param>
/// <param name="WorkingDirectory">Where it starts.</param>
/// <param name="LeaseSeconds">How long the lease lasts without it.</param>
internal sealed record KeeperOrder(string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, double LeaseSeconds)
{
    /// <summary>When the lease was last renewed before the order was given; null: that is not known.</summary>
    public Moment? Kept { get; init; }
}

/// <summary>On disk instead of <see cref="EffectBegun"/>: the lease was lost before the effect began, and it never will.</summary>
internal sealed record EffectRefused(string Nonce, DateTimeOffset At);

/// <summary>On disk before the process is started: from here on the effect may have happened.</summary>
internal sealed record EffectBegun(string Nonce, int HostProcessId, DateTimeOffset At);

/// <summary>On disk after the process ended: the effect is known.</summary>
/// <param name="Nonce">The attempt.</param>
/// <param name="ExitCode">Of the process; 127 when it could not be started.</param>
/// <param name="End">How it ended, for people.</param>
/// <param name="At">When.</param>
/// <param name="LogLength">Bytes of its log.</param>
/// <param name="LogSha256">Hash of its log; empty when the disk refused a part of it, so that it never passes for whole.</param>
internal sealed record EffectExit(string Nonce, int ExitCode, string End, DateTimeOffset At, long LogLength, string LogSha256);

/// <summary>How the records are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EffectOrder))]
[JsonSerializable(typeof(EffectBegun))]
[JsonSerializable(typeof(EffectRefused))]
[JsonSerializable(typeof(EffectExit))]
internal sealed partial class EffectFormat : JsonSerializerContext;

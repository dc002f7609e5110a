using System.Globalization;
using System.Security.Cryptography;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>Where the logs of steps lie, and whether they can be believed.</summary>
public static class RunLogs
{
    /// <summary>The log of the last attempt of a step, whether it is there yet or not. Absolute.</summary>
    public static string FileOf(string runDirectory, RunState state, string stepKey)
    {
        var step = state.Steps.GetValueOrDefault(stepKey);
        if (step is { Effect: EffectKind.Once }) return EffectFolder.Of(runDirectory, stepKey).LogFile;
        return Path.Combine(runDirectory, step?.Log?.File ?? StepLog.NameOf(stepKey, step?.Attempts ?? 1));
    }

    /// <summary>Whether the log of a step is what the step printed, all of it (T9).</summary>
    public static LogVerdict Judge(string runDirectory, RunState state, string stepKey)
    {
        var step = state.Steps[stepKey];
        if (step.Completed is null) return new LogVerdict(LogStanding.Unfinished, null);
        var file = new FileInfo(FileOf(runDirectory, state, stepKey));
        if (step.Log is not { } seal)
            return file is { Exists: true, Length: > 0 } ? new LogVerdict(LogStanding.Unknown, "it was never sealed") : new LogVerdict(LogStanding.Whole, null);
        return IsWhole(runDirectory, seal) ? new LogVerdict(LogStanding.Whole, null) : new LogVerdict(LogStanding.Unknown, Difference(file, seal));
    }

    /// <summary>Whether a log is there and is the one that was sealed: an absent, cut or changed one proves nothing (T9).</summary>
    public static bool IsWhole(string runDirectory, LogSeal seal)
    {
        var path = Path.Combine(runDirectory, seal.File);
        if (!File.Exists(path)) return false;
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return log.Length == seal.Length && Convert.ToHexStringLower(SHA256.HashData(log)) == seal.Sha256;
    }

    private static string Difference(FileInfo file, LogSeal seal)
    {
        if (seal.Sha256.Length == 0) return "it could not be written to its end";
        if (!file.Exists) return "it is gone";
        return file.Length == seal.Length ? "it was changed" : string.Create(CultureInfo.InvariantCulture, $"it has {file.Length} bytes, and {seal.Length} were written");
    }
}

/// <summary>What can be said of a log.</summary>
public enum LogStanding
{
    /// <summary>It is all that was printed, unchanged.</summary>
    Whole,

    /// <summary>Its step has not completed: nobody vouches for it yet.</summary>
    Unfinished,

    /// <summary>It is cut, changed or gone: it proves nothing, least of all that something passed.</summary>
    Unknown,
}

/// <summary>Whether a log can be believed.</summary>
/// <param name="Standing">In one word.</param>
/// <param name="Reason">Why it is unknown, for people; null when it is not.</param>
public sealed record LogVerdict(LogStanding Standing, string? Reason);

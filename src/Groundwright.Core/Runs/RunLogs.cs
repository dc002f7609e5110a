using System.Security.Cryptography;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>Where the logs of steps lie.</summary>
public static class RunLogs
{
    /// <summary>The log of the last attempt of a step, whether it is there yet or not. Absolute.</summary>
    public static string FileOf(string runDirectory, RunState state, string stepKey)
    {
        var step = state.Steps.GetValueOrDefault(stepKey);
        if (step is { Effect: EffectKind.Once }) return EffectFolder.Of(runDirectory, stepKey).LogFile;
        return Path.Combine(runDirectory, step?.Log?.File ?? StepLog.NameOf(stepKey, step?.Attempts ?? 1));
    }

    /// <summary>Whether a log is there and is the one that was sealed: an absent, cut or changed one proves nothing (T9).</summary>
    public static bool IsWhole(string runDirectory, LogSeal seal)
    {
        var path = Path.Combine(runDirectory, seal.File);
        if (!File.Exists(path)) return false;
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return log.Length == seal.Length && Convert.ToHexStringLower(SHA256.HashData(log)) == seal.Sha256;
    }
}

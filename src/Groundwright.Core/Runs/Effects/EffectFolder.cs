using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Groundwright.Core.Runs.Effects;

/// <summary>
/// The files through which an effect host and whoever waits for it speak. The lock says whether the effect may still be going on; the records say how far it came.
/// </summary>
/// <param name="Path">Absolute; one folder for every effect of a run.</param>
public sealed record EffectFolder(string Path)
{
    /// <summary>The folder of a step.</summary>
    public static EffectFolder Of(string runDirectory, string stepKey) =>
        new(System.IO.Path.Combine(runDirectory, "effects", stepKey.Replace('/', '_')));

    /// <summary>What the process prints, masked.</summary>
    public string LogFile => In("output.log");

    internal string LockFile => In("lock");

    internal string CancelFile => In("cancel");

    internal EffectOrder? Order => Read("order.json", EffectFormat.Default.EffectOrder);

    internal EffectBegun? Begun => Read("begun.json", EffectFormat.Default.EffectBegun);

    internal EffectExit? Exit => Read("exit.json", EffectFormat.Default.EffectExit);

    internal EffectRefused? Refused => Read("refused.json", EffectFormat.Default.EffectRefused);

    internal void Withdraw() => File.Delete(In("order.json"));

    internal void Write(EffectOrder order) => Write("order.json", JsonSerializer.SerializeToUtf8Bytes(order, EffectFormat.Default.EffectOrder));

    internal void Write(EffectBegun begun) => Write("begun.json", JsonSerializer.SerializeToUtf8Bytes(begun, EffectFormat.Default.EffectBegun));

    internal void Write(EffectRefused refused) => Write("refused.json", JsonSerializer.SerializeToUtf8Bytes(refused, EffectFormat.Default.EffectRefused));

    internal void Write(EffectExit exit) => Write("exit.json", JsonSerializer.SerializeToUtf8Bytes(exit, EffectFormat.Default.EffectExit));

    /// <summary>Takes the lock; null when the effect, or what it left, still holds it.</summary>
    /// <exception cref="IOException">The lock cannot be had for another reason, such as a full disk: that is no wait.</exception>
    internal FileStream? TryLock()
    {
        Directory.CreateDirectory(Path);
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (Store.Durability.DiskFault.IsHeld(fault))
        {
            return null;
        }
    }

    /// <summary>Hash of the log as it lies there.</summary>
    internal (long Length, string Sha256) SealLog()
    {
        if (!File.Exists(LogFile)) return (0, Convert.ToHexStringLower(SHA256.HashData([])));
        using var log = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return (log.Length, Convert.ToHexStringLower(SHA256.HashData(log)));
    }

    /// <summary>The log as text, at most its last 16 MiB.</summary>
    public string ReadLog()
    {
        if (!File.Exists(LogFile)) return "";
        using var log = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(-Math.Min(log.Length, 16L * 1024 * 1024), SeekOrigin.End);
        using var reader = new StreamReader(log, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private T? Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        var path = In(file);
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
    }

    private void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path);
        Store.DurableFile.Replace(In(file), content);
    }

    private string In(string file) => System.IO.Path.Combine(Path, file);
}

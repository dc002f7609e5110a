using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>
/// The log of one attempt of a step: a file beside the journal, made with its first line, sealed by length and hash when the step completes, so that a cut
/// log can never pass for a whole one (T9).
/// </summary>
internal sealed class StepLog(string runDirectory, string key, int attempt) : IDisposable
{
    private const long Limit = 64L * 1024 * 1024;
    private readonly Lock gate = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream? file;
    private long length;
    private bool full;

    /// <summary>Relative to the run's folder.</summary>
    public string File { get; } = NameOf(key, attempt);

    /// <summary>Name of the log of an attempt, relative to the run's folder.</summary>
    public static string NameOf(string key, int attempt) => Path.Combine("logs", $"{key.Replace('/', '_')}.{attempt}.log");

    /// <summary>Adds a line.</summary>
    public void Add(OutputLine line)
    {
        lock (gate)
        {
            if (full) return;
            full = length > Limit;
            Write(full ? "(the log is cut here: it reached 64 MiB)" : line.Text);
        }
    }

    /// <summary>Brings the log to disk and seals it; null when nothing was ever logged.</summary>
    public LogSeal? Seal()
    {
        lock (gate)
        {
            if (file is null) return null;
            Store.DurableFile.Flush(file);
            return new LogSeal(File, length, Convert.ToHexStringLower(hash.GetCurrentHash()));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file?.Dispose();
        hash.Dispose();
    }

    private void Write(string text)
    {
        if (file is null)
        {
            var path = Path.Combine(runDirectory, File);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 16 * 1024);
        }
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        file.Write(bytes);
        file.Flush();
        hash.AppendData(bytes);
        length += bytes.Length;
    }
}

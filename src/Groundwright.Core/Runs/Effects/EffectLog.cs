using System.Text;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Effects;

/// <summary>
/// What an effect prints, on its way to the disk. A disk that refuses it does not stop the effect, which is half done by then; the log is sealed as not whole instead.
/// </summary>
internal sealed class EffectLog(EffectFolder folder) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream? file = Open(folder.LogFile);
    private bool cut;

    /// <summary>Adds a line.</summary>
    public void Write(OutputLine line)
    {
        lock (gate)
        {
            // After a line that is missing no other is added: what follows would read as if nothing had been between.
            if (cut || file is null) return;
            cut = Refuses(() =>
            {
                file.Write(Encoding.UTF8.GetBytes(line.Text + "\n"));
                file.Flush();
            });
        }
    }

    /// <summary>Brings it to disk. The hash is empty when the disk refused a part of it.</summary>
    public (long Length, string Sha256) Seal()
    {
        lock (gate)
        {
            if (file is null || cut || Refuses(() => Store.DurableFile.Flush(file))) return (file?.Length ?? 0, "");
            return folder.SealLog();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            return null;
        }
    }

    private static bool Refuses(Action write)
    {
        try
        {
            write();
            return false;
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            return true;
        }
    }
}

using System.Text;

namespace Groundwright.Core.Agents;

/// <summary>One growing file of whole lines, bounded; goes on after what an earlier process left.</summary>
internal sealed class TranscriptFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly long limit;
    private readonly Func<string> cutLine;
    private FileStream? stream;
    private bool cut;

    internal TranscriptFile(string path, long limit, Func<string> cutLine)
    {
        this.limit = limit;
        this.cutLine = cutLine;
        // The folder lies in the checkout, where an agent without a sandbox can put links: one would lead our writing somewhere else.
        if (new FileInfo(path).LinkTarget is not null) File.Delete(path);
        stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        });
        cut = stream.Length >= limit;
        EndTornLine(stream);
    }

    /// <summary>Bytes in the file.</summary>
    internal long Length
    {
        get { lock (gate) return stream?.Length ?? 0; }
    }

    /// <summary>Writes a line in one piece, so that a reader never sees half of one. Past the limit, and on a disk that refuses, nothing.</summary>
    internal void Write(string line)
    {
        lock (gate)
        {
            if (stream is null || cut) return;
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            cut = stream.Position + bytes.Length > limit;
            Append(cut ? Encoding.UTF8.GetBytes(cutLine() + "\n") : bytes);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            stream?.Dispose();
            stream = null;
        }
    }

    private void Append(byte[] bytes)
    {
        try
        {
            stream!.Write(bytes);
        }
        catch (IOException)
        {
            // A full disk stops the journal with a problem that says so; a second one about a copy for people helps nobody.
            stream!.Dispose();
            stream = null;
        }
    }

    private static void EndTornLine(FileStream stream)
    {
        if (stream.Length == 0) return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n') stream.WriteByte((byte)'\n');
    }
}

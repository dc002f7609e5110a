using System.Text;

namespace Groundwright.Core.Processes;

/// <summary>The environment that another process was started with.</summary>
internal sealed class ProcessEnvironment
{
    private readonly byte[] block;

    private ProcessEnvironment(byte[] block) => this.block = block;

    /// <summary>Of a process on Linux; empty when it is gone or not ours to read.</summary>
    public static ProcessEnvironment Of(int pid)
    {
        try
        {
            return new(File.ReadAllBytes($"/proc/{pid}/environ"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new([]);
        }
    }

    /// <summary>The value of a variable; null when it is not set.</summary>
    public string? this[string name]
    {
        get
        {
            var sign = Encoding.ASCII.GetBytes(name + "=");
            for (var rest = block.AsSpan(); !rest.IsEmpty;)
            {
                var end = rest.IndexOf((byte)0);
                var entry = end < 0 ? rest : rest[..end];
                if (entry.StartsWith(sign)) return Encoding.UTF8.GetString(entry[sign.Length..]);
                rest = end < 0 ? [] : rest[(end + 1)..];
            }
            return null;
        }
    }
}

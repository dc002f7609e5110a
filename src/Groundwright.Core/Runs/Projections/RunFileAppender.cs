using System.Text;

namespace Groundwright.Core.Runs.Projections;

/// <summary>Adds masked lines to a file of a run. Safe to call from several threads; each line is handed to the system at once, so that it can be followed.</summary>
public sealed class RunFileAppender : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly Func<string, string> mask;

    internal RunFileAppender(Stream stream, Func<string, string> mask)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };
        this.mask = mask;
    }

    /// <summary>Adds a line.</summary>
    public void Line(string text)
    {
        var masked = mask(text);
        lock (gate) writer.WriteLine(masked);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate) writer.Dispose();
    }
}

using System.Text;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Parsing;

/// <summary>The commands that are run: shown with <c>-v</c>, written with <c>--log-file</c>. Text must be masked before it comes here.</summary>
internal sealed class SessionLog : IDisposable
{
    private readonly Lock turn = new();
    private readonly TextWriter? shown;
    private readonly StreamWriter? stream;
    private readonly TextWriter? file;

    /// <summary>Opens the log of one command; the file is readable by its owner only.</summary>
    /// <exception cref="GroundwrightException">GW4005: the file cannot be written.</exception>
    public SessionLog(GlobalOptions options, Terminal terminal)
    {
        shown = options.Verbose ? terminal.Error : null;
        if (options.LogFile is not { } path) return;
        stream = Open(path);
        file = TextWriter.Synchronized(stream);
    }

    private SessionLog()
    {
    }

    /// <summary>Keeps nothing.</summary>
    public static SessionLog None { get; } = new();

    /// <summary>Whether anything is kept.</summary>
    public bool IsOn => shown is not null || file is not null;

    /// <summary>The log file, for views that write to it too; null: none.</summary>
    public TextWriter? File => file;

    /// <summary>Writes a line.</summary>
    public void Write(string text)
    {
        if (!IsOn) return;
        var line = PlainText.Clean(text);
        lock (turn)
        {
            shown?.WriteLine(line);
            file?.WriteLine(line);
        }
    }

    /// <summary>Writes a line to the file alone.</summary>
    public void WriteToFile(string text)
    {
        lock (turn) file?.WriteLine(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file?.Dispose();
        stream?.Dispose();
    }

    private static StreamWriter Open(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new StreamWriter(Path.GetFullPath(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options) { AutoFlush = true };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GroundwrightException(Problem.Of(CommandProblems.LogFile, $"`{path}` cannot be written", fault.Message), fault);
        }
    }
}

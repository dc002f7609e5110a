using System.Text;
using Groundwright.Core.Secrets;

namespace Groundwright.Cli;

/// <summary>The streams a person or a program reads and writes, and what they can show.</summary>
internal sealed record Terminal
{
    private readonly Lazy<TextWriter> output;
    private readonly Lazy<TextWriter> error;
    private readonly Lazy<TextReader> input;

    /// <summary>Streams are opened when they are first used: start-up is felt on every command.</summary>
    public Terminal(Func<TextWriter> output, Func<TextWriter> error, Func<TextReader> input)
    {
        this.output = new Lazy<TextWriter>(output);
        this.error = new Lazy<TextWriter>(error);
        this.input = new Lazy<TextReader>(input);
    }

    /// <summary>Results.</summary>
    public TextWriter Out => output.Value;

    /// <summary>Everything else.</summary>
    public TextWriter Error => error.Value;

    /// <summary>Answers and piped state.</summary>
    public TextReader In => input.Value;

    /// <summary>Whether results may be coloured.</summary>
    public bool OutColour { get; init; }

    /// <summary>Whether everything else may be coloured.</summary>
    public bool ErrorColour { get; init; }

    /// <summary>Whether a view may redraw itself on the error stream.</summary>
    public bool Live { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Columns. 80 unless the terminal says otherwise.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Takes secrets out of what was not journaled before it is shown, such as the words of a tool that failed. Default: takes out nothing.</summary>
    public Func<string, string> Mask { get; init; } = text => text;

    /// <summary>The streams of this process.</summary>
    /// <param name="variable">Reads an environment variable: <c>NO_COLOR</c>, <c>CI</c>, <c>TERM</c>.</param>
    public static Terminal OfProcess(Func<string, string?> variable)
    {
        var dumb = variable("TERM") == "dumb";
        var colour = !dumb && string.IsNullOrEmpty(variable("NO_COLOR"));
        var attended = string.IsNullOrEmpty(variable("CI"));
        var (outIsTerminal, errorIsTerminal) = (!Console.IsOutputRedirected, !Console.IsErrorRedirected);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var masker = new Lazy<Masker>(() => Masker.FromEnvironment());
        return new Terminal(
            () => new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            () => TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true }),
            () => Console.In)
        {
            OutColour = colour && outIsTerminal,
            ErrorColour = colour && errorIsTerminal,
            Live = errorIsTerminal && !dumb && attended,
            CanAsk = errorIsTerminal && attended && !Console.IsInputRedirected,
            Width = outIsTerminal || errorIsTerminal ? Columns() : 80,
            Mask = text => masker.Value.Mask(text),
        };
    }

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth <= 0 ? 80 : Math.Clamp(Console.WindowWidth, 40, 120);
        }
        catch (IOException)
        {
            return 80;
        }
    }
}

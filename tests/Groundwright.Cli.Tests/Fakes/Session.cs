using Groundwright.Cli.Parsing;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>Types command lines and keeps what is answered.</summary>
internal sealed class Session
{
    public FakeServices Services { get; } = new();

    public string Input { get; init; } = "";

    public bool Live { get; init; }

    public bool CanAsk { get; init; }

    public bool Colour { get; init; }

    public Interrupts? Interrupts { get; init; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Runs a command line; returns its exit code.</summary>
    public async Task<int> Type(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = Host(output, TextWriter.Synchronized(error));
        var exit = await CommandLine.Run(arguments, host, Interrupts?.Token ?? TestContext.Current.CancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return exit;
    }

    /// <summary>A host on these services.</summary>
    public CommandHost Host(TextWriter output, TextWriter error)
    {
        var terminal = new Terminal(() => output, () => error, () => new StringReader(Input)) { Live = Live, CanAsk = CanAsk, OutColour = Colour, ErrorColour = Colour };
        return new CommandHost(terminal, () => TimeZoneInfo.Utc, (_, _) => Services) { Interrupts = Interrupts };
    }
}

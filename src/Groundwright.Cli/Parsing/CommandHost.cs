using System.CommandLine;
using Groundwright.Cli.Services;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Parsing;

/// <summary>Makes the context of the command that was typed.</summary>
/// <param name="terminal">Where it reads and writes.</param>
/// <param name="zone">Time zone of the reader; asked for when a time is shown, for reading it takes longer than most commands.</param>
/// <param name="compose">Makes the services; called when a command first needs one.</param>
internal sealed class CommandHost(Terminal terminal, Func<TimeZoneInfo> zone, Func<GlobalOptions, SessionLog, ICommandServices> compose)
{
    /// <summary>Options of every command.</summary>
    public GlobalSymbols Globals { get; } = new();

    /// <summary>Where commands read and write.</summary>
    public Terminal Terminal => terminal;

    /// <summary>What Ctrl-C does.</summary>
    public Interrupts? Interrupts { get; init; }

    /// <summary>The context of a command that was typed.</summary>
    public CommandContext Open(ParseResult parse) => Open(Globals.Read(parse));

    /// <summary>The same, when what was typed is known already.</summary>
    public CommandContext Open(GlobalOptions options) => new(options, terminal, zone, compose, Interrupts);

    /// <summary>Ids of runs for Tab. Never fails: a shell that completes shows no errors.</summary>
    public IEnumerable<RunSummary> CompletableRuns(ParseResult parse)
    {
        try
        {
            return compose(Globals.Read(parse), SessionLog.None).Runs.List();
        }
        catch (Exception fault) when (fault is Core.Problems.GroundwrightException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

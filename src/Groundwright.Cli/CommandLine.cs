using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;

namespace Groundwright.Cli;

/// <summary>One command line from words to exit code.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs it. Expected failures are shown and become exit codes; anything else is thrown on.</summary>
    public static async Task<int> Run(string[] arguments, CommandHost host, CancellationToken cancellationToken)
    {
        var json = arguments.Contains("--json");
        try
        {
            var parse = Parse(arguments, host);
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Signals are taken by Interrupts, in one place.
                ProcessTerminationTimeout = null,
                Output = host.Terminal.Out,
                Error = host.Terminal.Error,
            };
            return await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (GroundwrightException fault)
        {
            Show(host.Terminal, fault.Problems, json);
            return (int)fault.Problem.Code.Exit;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!json) await host.Terminal.Error.WriteLineAsync("  Stopped.");
            return (int)ExitCode.Cancelled;
        }
    }

    /// <summary>Parses it, with as much of the tree as it needs.</summary>
    /// <exception cref="GroundwrightException">GW4001 to GW4003, all at once.</exception>
    public static ParseResult Parse(string[] arguments, CommandHost host)
    {
        var parse = CommandTree.For(host, arguments).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count == 0 || parse.Action is ShowHelp) return parse;
        // What was meant can only be guessed with all commands at hand.
        var problems = ParseProblems.Of(CommandTree.Whole(host).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }));
        throw new GroundwrightException(problems);
    }

    /// <summary>Shows problems: to a person on the error stream, to a program as the last line of output.</summary>
    public static void Show(Terminal terminal, IReadOnlyList<Problem> problems, bool json)
    {
        var masked = problems.Select(problem => problem.Masked(terminal.Mask)).ToList();
        if (json) terminal.Out.WriteLine(ProblemEvent.Json(masked, masked[0].Code.Exit));
        else terminal.Error.Write(ProblemScreen.Of(masked, terminal.Width).Render(terminal.ErrorColour));
    }
}

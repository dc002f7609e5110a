using Groundwright.Cli.Commands.Runs;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Core.Problems;

namespace Groundwright.Cli;

/// <summary>
/// <c>gw runs list</c> without the parser. It is what people type most, and loading and compiling the parser takes several times as long as the
/// list itself (Q8). Anything but the plainest form goes the usual way, which answers the same.
/// </summary>
internal static class FastPath
{
    /// <summary>Whether these arguments are simple enough.</summary>
    public static bool Knows(string[] arguments)
    {
        if (arguments.Length < 2 || arguments[0] != "runs" || arguments[1] != "list") return false;
        for (var i = 2; i < arguments.Length; i++)
            if (arguments[i] is not ("--all" or "--json")) return false;
        return true;
    }

    /// <summary>Runs them.</summary>
    public static async Task<int> Run(string[] arguments, Terminal terminal, Func<GlobalOptions, SessionLog, ICommandServices> compose)
    {
        var options = new GlobalOptions { Json = Array.IndexOf(arguments, "--json") >= 0 };
        try
        {
            var context = new CommandContext(options, terminal, () => TimeZoneInfo.Local, compose, null);
            await using (context)
            {
                List.Show(new List.Options(Array.IndexOf(arguments, "--all") >= 0), context);
            }
            return (int)ExitCode.Ok;
        }
        catch (GroundwrightException fault)
        {
            CommandLine.Show(terminal, fault.Problems, options.Json);
            return (int)fault.Problem.Code.Exit;
        }
    }
}

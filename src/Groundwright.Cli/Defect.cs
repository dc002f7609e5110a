using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli;

/// <summary>Tells of a fault that nobody expected.</summary>
internal static class Defect
{
    /// <summary>A short text; the whole of it with <c>-v</c> or in the log file.</summary>
    public static void Tell(Terminal terminal, IReadOnlyList<string> arguments, Exception fault)
    {
        var problem = Problem.Of(RunProblems.Unexpected, $"an unexpected fault: {fault.GetType().Name}: {fault.Message}",
            "This is a defect of Groundwright. Runs are safe: what was acknowledged is on disk, and can be gone on with.",
            new Remedy($"gw {string.Join(' ', arguments)} -v --log-file gw.log", "shows where it happened"),
            new Remedy("gw runs list", "shows what is unfinished"));
        CommandLine.Show(terminal, [problem], arguments.Contains("--json"));
        if (arguments.Any(argument => argument is "-v" or "--verbose")) terminal.Error.WriteLine(terminal.Mask(fault.ToString()));
        var file = arguments.SkipWhile(argument => argument != "--log-file").Skip(1).FirstOrDefault();
        if (file is null) return;
        try
        {
            File.AppendAllText(file, terminal.Mask(fault.ToString()) + Environment.NewLine);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"  the log file cannot be written: {cannot.Message}");
        }
    }
}

using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs cancel</c>, short <c>gw cancel</c></summary>
internal static class Cancel
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Run, string? Reason, bool Force, bool NoWait);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.Run(host, run => Mark.IsUnfinished(run.Status));
        var reason = Symbols.Reason();
        var force = new Option<bool>("--force") { Description = "Do not wait for an apply to finish; what it did is then unknown" };
        var noWait = Symbols.NoWait();
        return new CommandNode("cancel", "Ends a run, whoever works on it; an apply finishes first", "gw cancel 7k2m9xqd --reason \"not needed any more\"") { run, reason, force, noWait }
            .Runs(host, parse => new Options(parse.GetRequiredValue(run), parse.GetValue(reason), parse.GetValue(force), parse.GetValue(noWait)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Services.Runs.Find(options.Run);
        var state = Driving.StateOf(context, id);
        if (!Mark.IsUnfinished(state.Status))
        {
            throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {id} is over already: it is {Mark.Word(state.Status)}", null,
                new Remedy($"gw runs show {id}", "what came of it")));
        }
        var message = new CancelRun(options.Reason ?? "", options.Force) { Actor = context.Services.Actor };
        var exit = await Posting.Post(context, id, message, "Cancel asked for", !options.NoWait, cancellationToken);
        // Here a cancelled run is what was asked for.
        return exit == ExitCode.Cancelled && !cancellationToken.IsCancellationRequested ? ExitCode.Ok : exit;
    }
}

using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs retry</c>, short <c>gw retry</c></summary>
internal static class Retry
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.RunOrOnly(host, "the one that failed", run => run.Status == RunStatus.Failed);
        return new CommandNode("retry", "Goes on from the step that failed", "gw retry 7k2m9xqd") { run }
            .Runs(host, parse => new Options(parse.GetValue(run)), Run);
    }

    /// <summary>Runs it.</summary>
    public static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = RunPicker.Pick(context, options.Run, run => run.Status == RunStatus.Failed, "has failed", "gw retry");
        var state = Driving.StateOf(context, id);
        if (state.Status != RunStatus.Failed)
        {
            throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {id} has not failed: it is {Mark.Word(state.Status)}", null,
                state.Status is RunStatus.Running or RunStatus.Waiting
                    ? new Remedy($"gw runs resume {id}", "goes on where it stopped")
                    : new Remedy($"gw runs show {id}", "what came of it")));
        }
        return Driving.Go(context, id, new DriveOptions(Retry: true), cancellationToken);
    }
}

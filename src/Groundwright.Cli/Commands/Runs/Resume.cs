using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs resume</c></summary>
internal static class Resume
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.RunOrOnly(host, "the one that is unfinished", IsResumable);
        return new CommandNode("resume", "Goes on with a run where it stopped; says that edits it waited for are made",
            "gw runs resume            # the one unfinished run",
            "gw runs resume 7k2m9xqd") { run }.Runs(host, parse => new Options(parse.GetValue(run)), Run);
    }

    /// <summary>Runs it.</summary>
    public static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = RunPicker.Pick(context, options.Run, IsResumable, "can be resumed", "gw runs resume");
        var state = Driving.StateOf(context, id);
        Refuse(state);
        var edits = state.OpenGates.Any(gate => gate.Request.Kind == GateKind.Work);
        if (edits) context.Chat(new Screen().Add("  Taking the edits in the worktree as done.").Blank());
        return Driving.Go(context, id, new DriveOptions(WorkIsDone: edits), cancellationToken);
    }

    private static bool IsResumable(RunSummary run) => run.Status is RunStatus.Running or RunStatus.Waiting or RunStatus.Unknown;

    private static void Refuse(RunState state)
    {
        var remedy = state.Status switch
        {
            RunStatus.Failed => new Remedy($"gw runs retry {state.Id}", "goes on from the failed step"),
            RunStatus.Succeeded or RunStatus.Cancelled => new Remedy($"gw runs show {state.Id}", "what came of it"),
            RunStatus.Open => new Remedy($"gw runs show {state.Id}", "what is done, and what can follow"),
            _ => null,
        };
        if (remedy is null) return;
        throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {state.Id} has nothing to resume: it is {Mark.Word(state.Status)}", null, remedy));
    }
}

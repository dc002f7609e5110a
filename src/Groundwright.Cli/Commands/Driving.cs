using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands;

/// <summary>Drives a run in this process, shows it, and says what came of it.</summary>
internal static class Driving
{
    /// <summary>Drives with what was said on the command line.</summary>
    public static Task<ExitCode> Go(CommandContext context, string runId, DriveOptions options, CancellationToken cancellationToken) =>
        Go(context, runId, options with { AnswerGatesAs = options.AnswerGatesAs ?? (context.Options.Yes ? context.Services.Actor : null) }, quietEnd: false, cancellationToken);

    /// <summary>The same; <paramref name="quietEnd"/> leaves the last screen to the caller, who uses standard output for something else.</summary>
    public static async Task<ExitCode> Go(CommandContext context, string runId, DriveOptions options, bool quietEnd, CancellationToken cancellationToken)
    {
        var state = await Drive(context, runId, options, cancellationToken);
        while (await GateHere.Answer(context, state, cancellationToken)) state = await Drive(context, runId, options with { Retry = false, WorkIsDone = false }, cancellationToken);
        if (!quietEnd) ShowEnd(context, state);
        return ExitOf(state);
    }

    /// <summary>The last screen. Under <c>--json</c> the events have said it all.</summary>
    /// <param name="context">The command.</param>
    /// <param name="state">The run.</param>
    /// <param name="next">What to type after a run that is done; null: what fits the run.</param>
    public static void ShowEnd(CommandContext context, RunState state, IReadOnlyList<(string Command, string Purpose)>? next = null)
    {
        if (context.Options.Json) return;
        var screen = new Views.Text.Screen();
        if (context.Terminal.Live && !context.Options.Quiet) screen.Blank();
        context.Show(screen.Add(EndScreen.Of(state, RunTimes.Worked(context.Services.Runs.Read(state.Id)), context.Scope, next)));
    }

    /// <summary>What the shell is told about a run.</summary>
    public static ExitCode ExitOf(RunState state) => state.Status switch
    {
        RunStatus.Failed => state.Problem is { } problem && Enum.IsDefined((ExitCode)problem.Exit) && problem.Exit != 0 ? (ExitCode)problem.Exit : ExitCode.Failed,
        RunStatus.Unknown => ExitCode.Failed,
        RunStatus.Cancelled or RunStatus.Running => ExitCode.Cancelled,
        _ => ExitCode.Ok,
    };

    /// <summary>The state of a run as its journal tells it now.</summary>
    public static RunState StateOf(CommandContext context, string runId) => context.Services.Fold(context.Services.Runs.Read(runId));

    /// <summary>Who may be named as the one who answers gates.</summary>
    public static Actor? Answering(CommandContext context) => context.Options.Yes ? context.Services.Actor : null;

    private static async Task<RunState> Drive(CommandContext context, string runId, DriveOptions options, CancellationToken cancellationToken)
    {
        await using var view = context.View($"Ctrl-C stops, `gw runs resume` goes on");
        void Tell() => view.Note("stopping … Ctrl-C again stops now");
        if (context.Interrupts is { } interrupts) interrupts.Stopping += Tell;
        try
        {
            view.Begin(StateOf(context, runId));
            return await context.Services.Driver.Drive(runId, options, view, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return StateOf(context, runId) with { Status = RunStatus.Running };
        }
        finally
        {
            if (context.Interrupts is { } listening) listening.Stopping -= Tell;
        }
    }
}

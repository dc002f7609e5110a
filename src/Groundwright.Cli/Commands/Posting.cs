using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands;

/// <summary>Leaves a message for a run (rule J3) and, when nobody works on the run, goes on with it here.</summary>
internal static class Posting
{
    /// <summary>Posts, then drives or says who will act on it.</summary>
    /// <param name="context">The command.</param>
    /// <param name="runId">The run.</param>
    /// <param name="message">What is wanted.</param>
    /// <param name="done">What was done in words, such as <c>Approved</c>.</param>
    /// <param name="drive">Whether to go on with it here when nobody works on it.</param>
    /// <param name="cancellationToken">Stops driving; what was posted stays posted.</param>
    public static async Task<ExitCode> Post(CommandContext context, string runId, InboxMessage message, string done, bool drive, CancellationToken cancellationToken)
    {
        context.Services.Runs.Post(runId, message);
        var owner = context.Services.Runs.OwnerOf(runId);
        if (owner is null && drive)
        {
            context.Chat(new Screen().Add($"  {done}. Going on with run {runId}.").Blank());
            try
            {
                // A yes to this question is not a yes to the next one: another plan is asked for again.
                return await Driving.Go(context, runId, new DriveOptions(), quietEnd: false, cancellationToken);
            }
            catch (GroundwrightException fault) when (fault.Problem.Code == RunProblems.Held)
            {
                // Somebody else who answered was quicker, and finds this answer too.
                owner = context.Services.Runs.OwnerOf(runId);
            }
        }
        context.Show(new RunPosted(runId, done, owner?.ProcessId, owner?.Host), () => CliJson.Default.RunPosted, _ => new Screen()
            .Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add(owner is null
                ? $" {done}. Nobody works on run {runId} now."
                : $" {done}. Process {owner.ProcessId} on {owner.Host} goes on with run {runId}."))
            .Add(Fields.Command(owner is null ? $"gw runs resume {runId}" : $"gw runs watch {runId}", owner is null ? "goes on here" : "follows it")));
        return ExitCode.Ok;
    }
}

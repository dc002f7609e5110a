using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs watch</c></summary>
internal static class Watch
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.RunOrOnly(host, "the one that is unfinished", run => Mark.IsUnfinished(run.Status));
        return new CommandNode("watch", "Follows a run that another process works on", "gw runs watch 7k2m9xqd") { run }
            .Runs(host, parse => new Options(parse.GetValue(run)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = RunPicker.PickUnfinished(context, options.Run, "gw runs watch");
        var state = await Follow(context, id, cancellationToken);
        if (state.Status is not RunStatus.Running) Driving.ShowEnd(context, state);
        else if (!context.Options.Json) context.Show(Unattended(id));
        return state.Status is RunStatus.Running ? ExitCode.Ok : Driving.ExitOf(state);
    }

    private static Screen Unattended(string id) => new Screen()
        .Add($"  Nobody works on run {id} now. Everything done so far is kept.", Tone.Warn)
        .Blank()
        .Add(Fields.Commands([($"gw runs resume {id}", "goes on with it here"), ($"gw runs cancel {id}", "ends it")]));

    private static async Task<RunState> Follow(CommandContext context, string id, CancellationToken cancellationToken)
    {
        await using var view = context.View("watching, Ctrl-C leaves it running");
        var tails = new Dictionary<string, LogTail>();
        var seen = 0;
        while (true)
        {
            // Asked first: what the owner wrote before it went must still be seen.
            var owned = context.Services.Runs.OwnerOf(id) is not null;
            var events = context.Services.Runs.Read(id);
            var state = context.Services.Fold(events);
            if (seen == 0) view.Begin(state);
            foreach (var @event in events.Skip(seen)) view.OnEvent(@event, state);
            seen = events.Count;
            Lines(context, state, view, tails);
            if (!owned) return state;
            try
            {
                await Task.Delay(Poll, context.Services.Clock, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return state;
            }
        }
    }

    private static void Lines(CommandContext context, RunState state, IRunView view, Dictionary<string, LogTail> tails)
    {
        foreach (var step in state.Steps.Values.Where(step => step.Completed is null || tails.ContainsKey(step.Key)).OrderBy(step => step.Started))
        {
            if (!tails.TryGetValue(step.Key, out var tail)) tails[step.Key] = tail = new LogTail(context.Services.LogFile(state.Id, step.Key));
            foreach (var line in tail.Read(step.Completed is null)) view.OnLine(step.Key, new OutputLine(false, context.Services.Mask(line)));
        }
    }
}

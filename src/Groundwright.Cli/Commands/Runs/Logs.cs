using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs logs</c></summary>
internal static class Logs
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run, string? Phase, bool Follow);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.RunOrOnly(host, "the one that is unfinished");
        var phase = new Argument<string?>("phase") { Description = "Only this phase", Arity = ArgumentArity.ZeroOrOne };
        phase.CompletionSources.Add("plan", "build", "image", "test", "review", "document", "ship", "patch");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on while somebody works on the run" };
        return new CommandNode("logs", "Prints what the steps of a run printed",
            "gw runs logs 7k2m9xqd test",
            "gw runs logs 7k2m9xqd --follow") { run, phase, follow }
            .Runs(host, parse => new Options(parse.GetValue(run), parse.GetValue(phase), parse.GetValue(follow)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = RunPicker.PickLatest(context, options.Run, "gw runs logs");
        var shown = new ShownLogs(context, id);
        while (true)
        {
            // Whether somebody works on it is asked before the logs are read: what they wrote last must still be shown.
            var goesOn = options.Follow && context.Services.Runs.OwnerOf(id) is not null;
            var state = Driving.StateOf(context, id);
            foreach (var step in Steps(state, options.Phase)) shown.Show(state, step, goesOn);
            if (!goesOn) break;
            await Task.Delay(Poll, context.Services.Clock, cancellationToken);
        }
        if (shown.IsEmpty) context.Chat(new Screen().Add(options.Phase is null ? "  No step has run yet." : $"  No step of {options.Phase} has run yet."));
        return ExitCode.Ok;
    }

    private static IEnumerable<StepState> Steps(RunState state, string? phase) =>
        state.Steps.Values.Where(step => phase is null || StepKey.Phase(step.Key) == phase).OrderBy(step => step.Started);
}

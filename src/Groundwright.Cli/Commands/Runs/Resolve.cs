using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs resolve</c></summary>
internal static class Resolve
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Run, bool Happened, string Reason, string? Step, bool NoWait);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.Run(host, run => run.Status == RunStatus.Unknown);
        var happened = new Option<bool>("--happened") { Description = "It happened: go on after it" };
        var notHappened = new Option<bool>("--not-happened") { Description = "It did not happen: do it again" };
        var reason = new Option<string>("--reason") { Description = "How you know, kept in the journal", HelpName = "TEXT", Required = true };
        var step = new Option<string?>("--step") { Description = "Which step, when several are unknown", HelpName = "KEY" };
        var noWait = Symbols.NoWait();
        var node = new CommandNode("resolve", "Says whether an effect happened that Groundwright cannot tell",
            "gw runs resolve 7k2m9xqd --happened --reason \"the bucket is there\"",
            "gw runs resolve 7k2m9xqd --not-happened --reason \"nothing in the account\"") { run, happened, notHappened, reason, step, noWait };
        node.Validators.Add(result =>
        {
            if (result.GetValue(happened) == result.GetValue(notHappened)) result.AddError("Say either --happened or --not-happened.");
        });
        return node.Runs(host,
            parse => new Options(parse.GetRequiredValue(run), parse.GetValue(happened), parse.GetRequiredValue(reason), parse.GetValue(step), parse.GetValue(noWait)), Run);
    }

    /// <summary>Runs it.</summary>
    public static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Services.Runs.Find(options.Run);
        var state = Driving.StateOf(context, id);
        var unknown = state.Steps.Values.Where(step => step is { Unknown: not null, Resolved: null }).Select(step => step.Key).ToList();
        var key = options.Step ?? (unknown.Count == 1 ? unknown[0] : null);
        if (key is null || !unknown.Contains(key))
        {
            throw new GroundwrightException(unknown.Count == 0
                ? Problem.Of(RunProblems.WrongState, $"run {id} has nothing to resolve: it is {Mark.Word(state.Status)}", null,
                    new Remedy($"gw runs show {id}", "what happened so far"))
                : Problem.Of(RunProblems.WrongState, $"run {id} has {unknown.Count} unknown steps, say which", null,
                    [.. unknown.Select(step => new Remedy($"gw runs resolve {id} --step {step}", StepKey.Path(step)))]));
        }
        var message = new ResolveEffect(key, options.Happened, options.Reason) { Actor = context.Services.Actor };
        return Posting.Post(context, id, message, $"Noted: {StepKey.Path(key)} {(options.Happened ? "happened" : "did not happen")}", !options.NoWait, cancellationToken);
    }
}

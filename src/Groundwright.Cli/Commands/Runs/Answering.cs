using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands.Runs;

/// <summary>What approving and rejecting have in common.</summary>
internal static class Answering
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run, string? Gate, string? Plan, string? Reason, bool NoWait);

    /// <summary>The command for one of the two answers.</summary>
    public static CommandNode Command(CommandHost host, string name, string summary, bool approved, params string[] examples)
    {
        var run = Symbols.RunOrOnly(host, "the one that waits", run => run.Status == RunStatus.Waiting);
        var gate = new Option<string?>("--gate") { Description = "Which gate, when several wait", HelpName = "NAME" };
        var plan = new Option<string?>("--plan") { Description = "The plan you agree to, at least 8 characters of its id; asked for when left out", HelpName = "ID" };
        var reason = Symbols.Reason();
        var noWait = Symbols.NoWait();
        var node = new CommandNode(name, summary, examples) { run, gate, reason, noWait };
        if (approved) node.Add(plan);
        return node.Runs(host,
            parse => new Options(parse.GetValue(run), parse.GetValue(gate), parse.GetValue(plan), parse.GetValue(reason), parse.GetValue(noWait)),
            (options, context, cancellationToken) => Run(options, approved, context, cancellationToken));
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, bool approved, CommandContext context, CancellationToken cancellationToken)
    {
        var verb = approved ? "approve" : "reject";
        var id = RunPicker.Pick(context, options.Run, run => run.Status == RunStatus.Waiting, "waits for an answer", $"gw {verb}");
        var state = Driving.StateOf(context, id);
        var gate = GateOf(state, options.Gate, verb);
        if (approved && gate.Excluded is { } excluded && excluded == context.Services.Actor.Name)
        {
            throw new GroundwrightException(Problem.Of(RunProblems.GuardFailed, $"{excluded} may not approve this: who asked for a change does not approve it", gate.Why,
                new Remedy($"gw runs show {id}", "what waits, for whoever may")));
        }
        var subject = options.Plan;
        if (approved && gate.Subject is not null && subject is null)
        {
            // Whoever did not name the plan is shown what they would agree to, and asked.
            context.Chat(GateScreen.Of(state, context.Scope).Blank());
            if (!await context.Confirm($"Approve plan {gate.Subject}?", cancellationToken)) return ExitCode.Cancelled;
            subject = gate.Subject;
        }
        if (approved && !GateRules.MayAnswer(gate, context.Services.Actor, approved, subject)) throw AnotherPlan(id, gate, subject);
        // The answer names what was looked at: another plan would need another answer (rule U7).
        var message = new AnswerGate(gate.Name, approved, options.Reason, subject) { Actor = context.Services.Actor };
        return await Posting.Post(context, id, message, approved ? $"Approved: {gate.Title}" : $"Rejected: {gate.Title}", !options.NoWait, cancellationToken);
    }

    private static GroundwrightException AnotherPlan(string id, GateRequest gate, string? subject) => new(Problem.Of(RunProblems.GuardFailed,
        $"the plan that waits is {gate.Subject}, not {subject}", "An approval names the plan it is for; this one would be for another.",
        new Remedy($"gw runs show {id}", "shows the plan that waits"), new Remedy($"gw approve {id} --gate {gate.Name} --plan {gate.Subject}", "approves it")));

    private static GateRequest GateOf(RunState state, string? name, string verb)
    {
        var open = state.OpenGates.Select(gate => gate.Request).ToList();
        var fitting = name is null ? open : [.. open.Where(gate => gate.Name == name)];
        if (fitting.Count == 1) return fitting[0];
        if (open.Count == 0)
        {
            throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {state.Id} does not wait for an answer: it is {Mark.Word(state.Status)}", null,
                new Remedy($"gw runs show {state.Id}", "what happened so far")));
        }
        throw new GroundwrightException(Problem.Of(RunProblems.WrongState,
            name is null ? $"run {state.Id} waits at {open.Count} gates, say which" : $"run {state.Id} does not wait at a gate `{name}`", null,
            [.. open.Select(gate => new Remedy($"gw {verb} {state.Id} --gate {gate.Name}", gate.Title))]));
    }
}

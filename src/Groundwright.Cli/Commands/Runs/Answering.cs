using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands.Runs;

/// <summary>What approving and rejecting have in common.</summary>
internal static class Answering
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run, string? Gate, string? Reason, bool NoWait)
    {
        /// <summary>The plan agreed to; null: whatever is shown.</summary>
        public string? Plan { get; init; }

        /// <summary>The word typed beforehand; null: it is asked for.</summary>
        public string? Confirm { get; init; }

        /// <summary>Number of the option chosen; null: none.</summary>
        public int? Option { get; init; }
    }

    /// <summary>The command for one of the two answers.</summary>
    public static CommandNode Command(CommandHost host, string name, string summary, bool approved, params string[] examples)
    {
        var run = Symbols.RunOrOnly(host, "the one that waits", run => run.Status == RunStatus.Waiting);
        var gate = new Option<string?>("--gate") { Description = "Which gate, when several wait", HelpName = "NAME" };
        var plan = new Option<string?>("--plan") { Description = "The plan you agree to, at least 8 characters of its id; asked for when left out", HelpName = "ID" };
        var confirm = new Option<string?>("--confirm") { Description = "The word that the gate wants typed, such as the environment's name", HelpName = "WORD" };
        var option = new Option<int?>("--option") { Description = "Number of the option you choose", HelpName = "N" };
        var reason = Symbols.Reason();
        var noWait = Symbols.NoWait();
        var node = new CommandNode(name, summary, examples) { run, gate, reason, noWait };
        if (approved)
        {
            foreach (var more in new Option[] { plan, confirm, option }) node.Add(more);
        }
        return node.Runs(host,
            parse => new Options(parse.GetValue(run), parse.GetValue(gate), parse.GetValue(reason), parse.GetValue(noWait))
            {
                Plan = parse.GetValue(plan),
                Confirm = parse.GetValue(confirm),
                Option = parse.GetValue(option),
            },
            (options, context, cancellationToken) => Run(options, approved, context, cancellationToken));
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, bool approved, CommandContext context, CancellationToken cancellationToken)
    {
        var verb = approved ? "approve" : "reject";
        var id = RunPicker.Pick(context, options.Run, run => run.Status == RunStatus.Waiting, "waits for an answer", $"gw {verb}");
        var state = Driving.StateOf(context, id);
        var open = GateOf(state, options.Gate, verb);
        var gate = open.Request;
        var say = new GateSay(approved, options.Plan) { Typed = options.Confirm, Option = options.Option };
        if (approved)
        {
            if (open.HasAgreed(context.Services.Actor)) throw AgreedAlready(id, open, context.Services.Actor);
            // What a question can still bring is asked last: whoever may not answer is told so first.
            Refuse(id, gate, context, say with { Subject = say.Subject ?? gate.Subject, Typed = say.Typed ?? gate.Typed, Option = say.Option ?? (gate.Options is null ? null : 1) });
            if (await GateQuestion.Ask(context, state, gate, say, cancellationToken) is not { } answered) return ExitCode.Cancelled;
            Refuse(id, gate, context, say = answered);
        }
        // The answer names what was looked at: another plan would need another answer (rule U7).
        var message = new AnswerGate(gate.Name, approved, options.Reason, say.Subject) { Actor = context.Services.Actor, Typed = say.Typed, Option = say.Option };
        return await Posting.Post(context, id, message, approved ? $"Approved: {gate.Title}" : $"Rejected: {gate.Title}", !options.NoWait, cancellationToken);
    }

    private static void Refuse(string id, GateRequest gate, CommandContext context, GateSay say)
    {
        if (GateRules.Refusal(gate, context.Services.Actor, say) is not { } refusal) return;
        var plan = gate.Subject is { } subject ? $" --plan {subject}" : "";
        var options = string.Concat(GateOptions.Of(gate).Select(option => $"\noption {option.Number}   {option.Option}"));
        throw new GroundwrightException(Problem.Of(RunProblems.GuardFailed, refusal, gate.Why + options,
            new Remedy($"gw runs show {id}", "what waits, for whoever may"), new Remedy($"gw approve {id} --gate {gate.Name}{plan}{(gate.Options is null ? "" : " --option N")}", "agrees to it")));
    }

    private static GroundwrightException AgreedAlready(string id, GateState gate, Actor actor) => new(Problem.Of(RunProblems.GuardFailed,
        $"{actor.Name} agreed to this already", $"{gate.Agreed} of {gate.Request.Count ?? 1} people have so far; each counts once.",
        new Remedy($"gw runs show {id}", "what waits, for the others"), new Remedy($"gw reject {id} --gate {gate.Request.Name} --reason \"...\"", "takes it back")));

    private static GateState GateOf(RunState state, string? name, string verb)
    {
        var open = state.OpenGates.ToList();
        var fitting = name is null ? open : [.. open.Where(gate => gate.Request.Name == name)];
        if (fitting.Count == 1) return fitting[0];
        if (open.Count == 0)
        {
            throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {state.Id} does not wait for an answer: it is {Mark.Word(state.Status)}", null,
                new Remedy($"gw runs show {state.Id}", "what happened so far")));
        }
        throw new GroundwrightException(Problem.Of(RunProblems.WrongState,
            name is null ? $"run {state.Id} waits at {open.Count} gates, say which" : $"run {state.Id} does not wait at a gate `{name}`", null,
            [.. open.Select(gate => new Remedy($"gw {verb} {state.Id} --gate {gate.Request.Name}", gate.Request.Title))]));
    }
}

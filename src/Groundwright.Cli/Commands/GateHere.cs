using Groundwright.Cli.Commands.Runs;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Commands;

/// <summary>A run that waits for just the person who sits here is answered here, instead of sending them to another command.</summary>
internal static class GateHere
{
    /// <summary>Asks and leaves the answer for the run. False: nothing was answered, and the run goes on waiting.</summary>
    public static async Task<bool> Answer(CommandContext context, RunState state, CancellationToken cancellationToken)
    {
        if (!context.CanAsk || context.Options.Yes || state.Status != RunStatus.Waiting || state.OpenGates.ToList() is not [{ Request: { Kind: GateKind.Approval } gate } only]) return false;
        var actor = context.Services.Actor;
        var would = new GateSay(true, gate.Subject) { Typed = gate.Typed };
        // Gates without a plan ask for a judgement, not for a yes: those are answered by name.
        if (gate.Subject is null || gate.Options is not null || GateRules.Refusal(gate, actor, would) is not null || only.Answers.Any(given => given.Actor.Name == actor.Name)) return false;
        if (await GateQuestion.Ask(context, state, gate, new GateSay(true, null), cancellationToken) is not { } say || say.Typed != gate.Typed) return false;
        context.Services.Runs.Post(state.Id, new AnswerGate(gate.Name, true, null, say.Subject) { Actor = actor, Typed = say.Typed });
        return true;
    }
}

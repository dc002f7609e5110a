using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>What a message in the inbox means for a run as it stands now. A message that no longer fits means nothing.</summary>
internal static class InboxRules
{
    /// <summary>The facts to journal.</summary>
    public static IEnumerable<RunEvent> Facts(RunState state, InboxMessage message) => message switch
    {
        CancelRun cancel => [new CancelRequested(cancel.Actor, cancel.Reason, cancel.Force)],
        AnswerGate answer => Answer(state, answer),
        ResolveEffect resolve => Resolve(state, resolve),
        _ => [],
    };

    private static IEnumerable<RunEvent> Answer(RunState state, AnswerGate answer)
    {
        // A refusal also reaches a gate that was approved before and not used yet: an approval can be taken back (rule X3).
        // Gates of phases that are over, or were begun anew, ask nobody any more.
        var gates = state.Gates.Values.Where(gate => state.IsCurrent(gate.Key) && (gate.Answer is null || (!answer.Approved && gate.Answer.Approved)));
        var gate = gates.Where(gate => answer.Gate is null || gate.Request.Name == answer.Gate).OrderBy(gate => gate.Answer is not null).FirstOrDefault();
        if (gate is null || (answer.Approved && gate.HasAgreed(answer.Actor)) || !GateRules.MayAnswer(gate.Request, answer.Actor, new GateSay(answer.Approved, answer.Subject) { Typed = answer.Typed, Option = answer.Option })) yield break;
        yield return new GateAnswered(gate.Key, new GateAnswer(answer.Approved, answer.Actor, answer.Reason, GateRules.SelfAttested, answer.Subject) { Option = answer.Option });
    }

    private static IEnumerable<RunEvent> Resolve(RunState state, ResolveEffect resolve)
    {
        var step = state.Steps.Values.FirstOrDefault(step => step is { Unknown: not null, Resolved: null } && (resolve.Key is null || step.Key == resolve.Key));
        if (step is not null) yield return new EffectResolved(step.Key, resolve.Happened, resolve.Actor, resolve.Reason);
    }
}

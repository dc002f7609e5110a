using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs;

/// <summary>Who may answer a gate, and how (rule U7).</summary>
public static class GateRules
{
    /// <summary>Nobody but the machine's own user vouches for who answered.</summary>
    public const string SelfAttested = "self-attested";

    /// <summary>
    /// Refusing is open to anyone who may write. Agreeing is not open to who is excluded, nor to agents, and names what is agreed to where the gate has a subject.
    /// </summary>
    public static bool MayAnswer(GateRequest gate, Actor actor, bool approved, string? subject)
    {
        if (actor.Kind == "agent") return false;
        if (!approved) return true;
        if (string.Equals(gate.Excluded, actor.Name, StringComparison.OrdinalIgnoreCase)) return false;
        return gate.Subject is null || (subject is { Length: >= 8 } && gate.Subject.StartsWith(subject, StringComparison.OrdinalIgnoreCase));
    }
}

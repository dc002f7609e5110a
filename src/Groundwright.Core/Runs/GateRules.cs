using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs;

/// <summary>Who may answer a gate, and how (rule U7).</summary>
public static class GateRules
{
    /// <summary>Nobody but the machine's own user vouches for who answered.</summary>
    public const string SelfAttested = "self-attested";

    /// <summary>Whether an answer counts.</summary>
    public static bool MayAnswer(GateRequest gate, Actor actor, GateSay say) => Refusal(gate, actor, say) is null;

    /// <summary>
    /// Why an answer does not count; null when it does. Refusing is open to anyone who may write. Agreeing is not open to who is excluded, nor to agents, and
    /// names what is agreed to where the gate has a subject, a word to type or options.
    /// </summary>
    public static string? Refusal(GateRequest gate, Actor actor, GateSay say)
    {
        if (actor.Kind == "agent") return "agents never answer a gate";
        if (!say.Approved) return null;
        if (Same(gate.Excluded, actor)) return $"{actor.Name} asked for the change, and may not approve it";
        if (gate.NotBy?.Any(name => Same(name, actor)) == true) return $"{actor.Name} has a part in the change, and may not approve it";
        if (gate.OnlyBy is { } only && !only.Any(name => Same(name, actor))) return $"{actor.Name} is not among those who may approve this: {string.Join(", ", only)}";
        if (gate.Subject is { } subject && !(say.Subject is { Length: >= 8 } && subject.StartsWith(say.Subject, StringComparison.OrdinalIgnoreCase)))
            return $"the plan that waits is {subject}, not {say.Subject ?? "named"}";
        if (gate.Typed is { } word && say.Typed != word) return $"`{word}` must be typed to agree to this";
        if (gate.Options is { } options && say.Option is not { } option) return $"one of {options.Count} options must be chosen";
        return gate.Options is { } few && (say.Option < 1 || say.Option > few.Count) ? $"there is no option {say.Option}: there are {few.Count}" : null;
    }

    /// <summary>Whether enough different people agreed.</summary>
    public static bool IsEnough(GateRequest gate, IEnumerable<GateAnswer> answers) => Agreed(answers) >= (gate.Count ?? 1);

    /// <summary>How many different people agreed.</summary>
    public static int Agreed(IEnumerable<GateAnswer> answers) =>
        answers.Where(answer => answer.Approved).Select(answer => answer.Actor.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    private static bool Same(string? name, Actor actor) => string.Equals(name, actor.Name, StringComparison.OrdinalIgnoreCase);
}

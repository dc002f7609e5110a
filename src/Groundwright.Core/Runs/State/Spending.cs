using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>What agents used, added up. Null is unknown, which is not zero: a sum with an unknown part is unknown.</summary>
public sealed record Spending(long? Tokens, decimal? Usd, int? Turns)
{
    /// <summary>Adds pieces up; none: null.</summary>
    public static Spending? Of(IReadOnlyCollection<AgentSpent> pieces) => pieces.Count == 0 ? null : new Spending(
        pieces.All(piece => piece.Tokens is not null) ? pieces.Sum(piece => piece.Tokens) : null,
        pieces.All(piece => piece.Usd is not null) ? pieces.Sum(piece => piece.Usd) : null,
        pieces.All(piece => piece.Turns is not null) ? pieces.Sum(piece => piece.Turns) : null);
}

using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>What came of a piece of work, as far as the agent itself can tell. Whether the work is good is decided by our own checks.</summary>
/// <param name="Problem">Null when the agent ended properly.</param>
/// <param name="Usage">What it used.</param>
/// <param name="Text">Its last words, or standard output of a plain program; masked. May be empty.</param>
public sealed record AgentOutcome(Problem? Problem, AgentUsage Usage, string Text);

/// <summary>What was used. Null is unknown, which is not zero.</summary>
public sealed record AgentUsage(long? Tokens, decimal? Usd, int? Turns, TimeSpan Duration);

using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>What an agent says that its work used. Version 1 of the protocol has no place for tokens; agents tell them beside it.</summary>
internal static class AcpUsage
{
    /// <summary>From the answer to a prompt.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="usd">What the session cost; null: not told.</param>
    public static AgentUsage Of(LooseJson result, decimal? usd) => new(Tokens(result["usage"]) ?? Quota(result["_meta"]["quota"]["token_count"]), usd, null, TimeSpan.Zero);

    // In the draft of the protocol; Claude's adapter and opencode tell it.
    private static long? Tokens(LooseJson usage) => usage["totalTokens"].Count;

    // Gemini CLI.
    private static long? Quota(LooseJson quota) => quota["input_tokens"].Count is { } read && quota["output_tokens"].Count is { } written ? Math.Min(read, int.MaxValue) + Math.Min(written, int.MaxValue) : null;
}

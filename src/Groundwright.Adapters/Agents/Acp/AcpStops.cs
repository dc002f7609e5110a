using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Why an agent says that its turn ended.</summary>
internal static class AcpStops
{
    /// <summary>The end that a reason means.</summary>
    /// <param name="reason">As told; null when it is none.</param>
    /// <param name="text">Its last words.</param>
    /// <param name="limits">Bounds that it was given.</param>
    /// <param name="cost">What the work cost; null: not told.</param>
    public static CliEnd Of(string? reason, string text, AgentLimits limits, decimal? cost) => reason switch
    {
        "end_turn" => new CliEnd(CliFault.None, AcpFaults.Unknown, text),
        "refusal" => new CliEnd(CliFault.Refusal, AcpFaults.Unknown, text),
        // The protocol has one word for every bound.
        "max_turn_requests" when cost >= limits.Usd => new CliEnd(CliFault.Money, AcpFaults.Unknown, text),
        "max_turn_requests" when limits.Turns is not null => new CliEnd(CliFault.Turns, AcpFaults.Unknown, text),
        "max_turn_requests" => AcpFaults.Other("It stopped at a limit of its own: so many requests to the model for one piece of work."),
        "max_tokens" => AcpFaults.Other("It stopped at the most tokens that its model gives for one answer."),
        "cancelled" => AcpFaults.Other("It says that it was cancelled; nobody did."),
        _ => AcpFaults.Other($"It ended for a reason that is not in the protocol: {Wording.Line(reason)}"),
    };
}

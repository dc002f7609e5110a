using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>How a coding CLI says that its work came out.</summary>
/// <param name="Fault">What went wrong; <see cref="CliFault.None"/> when nothing did.</param>
/// <param name="Usage">What was used. Its duration is left to whoever measures it.</param>
/// <param name="Text">Its last words, or what it says about the fault.</param>
internal sealed record CliEnd(CliFault Fault, AgentUsage Usage, string Text)
{
    /// <summary>HTTP status that the model answered with; null when it is not about one.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the usage counts from the beginning of the session, and not of this call.</summary>
    public bool CountsSession { get; init; }
}

/// <summary>What can go wrong with a call.</summary>
internal enum CliFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The limit of turns was reached.</summary>
    Turns,

    /// <summary>The limit of money was reached.</summary>
    Money,

    /// <summary>The model refused or failed; see <see cref="CliEnd.Status"/>.</summary>
    Model,

    /// <summary>The model would not do what it was asked.</summary>
    Refusal,

    /// <summary>The connection to the model was lost.</summary>
    Connection,

    /// <summary>Something else; only the text tells.</summary>
    Other,
}

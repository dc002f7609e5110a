using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>What is particular to how one agent is begun with.</summary>
internal sealed record AcpOpening
{
    /// <summary>Of <c>session/new</c> and <c>session/load</c>: what the agent takes besides the protocol. Null: nothing.</summary>
    public JsonObject? Meta { get; init; }

    /// <summary>The mode in which it asks before it acts. Null: it has no modes, or we do not know them.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether it tells what its work costs, and the figure means something.</summary>
    public bool TellsCost { get; init; }
}

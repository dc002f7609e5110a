using System.Text.Json.Nodes;
using Groundwright.Adapters.Agents.CodingClis;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>The answer to a request for permission.</summary>
/// <param name="Option">The option of the agent's that is chosen; null: none, which it takes as cancelled.</param>
/// <param name="Refused">What was refused; null: nothing.</param>
internal sealed record AcpPermission(string? Option, string? Refused)
{
    /// <summary>The work is being stopped.</summary>
    public static AcpPermission Cancelled { get; } = new(null, null);

    /// <summary>Allows it this once, so that the next is asked about as well. An agent that offers no such option gets a refusal.</summary>
    public static AcpPermission Allow(LooseJson options) =>
        Find(options, "allow_once") is { } once ? new AcpPermission(once, null) : Reject(options, "something that it wanted allowed for good");

    /// <summary>Refuses it.</summary>
    public static AcpPermission Reject(LooseJson options, string what) => new(Find(options, "reject_once") ?? Find(options, "reject_always"), what);

    /// <summary>As the protocol has it.</summary>
    public JsonObject Outcome() => new()
    {
        ["outcome"] = Option is null ? new JsonObject { ["outcome"] = "cancelled" } : new JsonObject { ["outcome"] = "selected", ["optionId"] = Option },
    };

    private static string? Find(LooseJson options, string kind) => options.Items.Where(option => option["kind"].Text == kind).Select(option => option["optionId"].Text).FirstOrDefault();
}

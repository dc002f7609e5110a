using System.Text.Json.Nodes;

namespace ModelStandIn;

/// <summary>One request for an answer.</summary>
/// <param name="Model">Model asked for.</param>
/// <param name="Body">The whole request.</param>
public sealed record ModelRequest(string Model, JsonObject Body)
{
    /// <summary>Text of the person, without results of tools.</summary>
    public required string Prompt { get; init; }

    /// <summary>Whether it is one of the CLI's own besides the work, such as for a title: it offers no tools.</summary>
    public bool Aside { get; init; }

    /// <summary>Whether it got its whole answer.</summary>
    public bool Answered { get; internal set; }

    /// <summary>What the request counts.</summary>
    public long InputTokens { get; init; }

    /// <summary>What the answer counts.</summary>
    public long OutputTokens { get; internal set; }

    /// <summary>About four letters a token, as with the real ones.</summary>
    internal static long Count(string text) => text.Length / 4 + 1;
}

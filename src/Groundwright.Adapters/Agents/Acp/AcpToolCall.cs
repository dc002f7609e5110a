using Groundwright.Adapters.Agents.CodingClis;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>A tool call as far as it was told. What comes later adds to it.</summary>
/// <param name="Kind">Such as <c>edit</c> or <c>execute</c>; null: not told.</param>
/// <param name="Title">For people.</param>
/// <param name="Paths">Files it is about, as told.</param>
internal sealed record AcpToolCall(string? Kind, string Title, IReadOnlyList<string> Paths)
{
    private const int MostPaths = 1000;

    /// <summary>One of which nothing was told.</summary>
    public static AcpToolCall Unknown { get; } = new(null, "", []);

    /// <summary>Whether it changes files.</summary>
    public bool Writes => Kind is "edit" or "delete" or "move";

    /// <summary>With what a further message says.</summary>
    public AcpToolCall With(LooseJson told)
    {
        var paths = told["locations"].Items.Select(location => location["path"].Text)
            .Concat(told["content"].Items.Where(content => content["type"].Text == "diff").Select(diff => diff["path"].Text))
            .OfType<string>();
        return new AcpToolCall(told["kind"].Text ?? Kind, told["title"].Text ?? Title, [.. Paths.Concat(paths).Distinct().Take(MostPaths)]);
    }
}

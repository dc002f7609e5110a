namespace Groundwright.Adapters.Git;

/// <summary>A checkout as <c>git worktree list</c> tells it; no branch when HEAD is detached.</summary>
internal sealed record CheckedOut(string Path, string? BranchRef)
{
    /// <summary>Reads <c>--porcelain -z</c>: attributes ended by NUL, checkouts by one more.</summary>
    public static IReadOnlyList<CheckedOut> Parse(string text)
    {
        var all = new List<CheckedOut>();
        foreach (var attribute in text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = attribute.IndexOf(' ', StringComparison.Ordinal) is var cut and > 0 ? (attribute[..cut], attribute[(cut + 1)..]) : (attribute, "");
            if (name == "worktree") all.Add(new(value, null));
            else if (name == "branch" && all.Count > 0) all[^1] = all[^1] with { BranchRef = value };
        }
        return all;
    }
}

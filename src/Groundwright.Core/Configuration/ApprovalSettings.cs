namespace Groundwright.Core.Configuration;

/// <summary><c>approvals:</c>; see <see cref="Environments.ApprovalRules"/> for what it comes to.</summary>
public sealed record ApprovalSettings
{
    /// <summary>How many different people. Default 1. Without effect where <see cref="AllOf"/> is set.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Groups they must belong to, one of them. Empty: anyone with the right.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Whether the one who asked, and the author of the change, are excluded. Default false.</summary>
    public bool NotRequester { get; init; }

    /// <summary>Several kinds of approval, all of which are needed, each by people of its own. Empty: <see cref="Count"/> and <see cref="Groups"/> are the only one.</summary>
    public IReadOnlyList<ApprovalKind> AllOf { get; init; } = [];

    /// <summary>The kinds that are needed; at least one.</summary>
    public IReadOnlyList<ApprovalKind> Kinds => AllOf.Count > 0 ? AllOf : [new ApprovalKind(Groups, Count)];
}

/// <summary>One kind of approval.</summary>
/// <param name="Groups">People of any of these groups. Empty: anyone with the right.</param>
/// <param name="Count">How many different people.</param>
public sealed record ApprovalKind(IReadOnlyList<string> Groups, int Count);

using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>approvals:</c> of an environment.</summary>
internal static class ApprovalsSection
{
    private static readonly Key<int> Count = new("count", new WholeNumberShape(1, 20), "How many different people.") { Default = "1" };

    private static readonly Key<IReadOnlyList<string>> Groups = new("groups",
        new ListShape<string>(new LineShape("the name of a group"), "a list of groups") { Unique = true }, "Groups they must belong to, one of them.")
    { Default = "anyone with the right" };

    private static readonly Key<bool> NotRequester = new("notRequester", new FlagShape(), "Whether the one who asked, and the author of the change, are excluded.") { Default = "false" };

    private static readonly Key<IReadOnlyList<ApprovalKind>> AllOf = new("allOf",
        new ListShape<ApprovalKind>(new ObjectShape<ApprovalKind>([Count, Groups], fields => new ApprovalKind(fields.Get(Groups, []), fields.Get(Count, 1))), "a list of kinds of approval") { NotEmpty = true },
        "Several kinds of approval, all of which are needed, each by people of its own.");

    public static ObjectShape<ApprovalSettings> Shape { get; } = new([Count, Groups, NotRequester, AllOf], fields => new ApprovalSettings
    {
        Count = fields.Get(Count, 1),
        Groups = fields.Get(Groups, []),
        NotRequester = fields.Get(NotRequester, false),
        AllOf = fields.Get(AllOf, []),
    }, new NotWith(AllOf, Count, Groups));
}

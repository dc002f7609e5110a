using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>approvals:</c> of an environment.</summary>
internal static class ApprovalsSection
{
    private static readonly Key<int> Count = new("count", new WholeNumberShape(1, 20), "How many different people.") { Default = "1" };

    private static readonly Key<IReadOnlyList<string>> Groups = new("groups",
        new ListShape<string>(new LineShape("the name of a group"), "a list of groups") { Unique = true }, "Groups they must belong to.")
    { Default = "anyone with the right" };

    private static readonly Key<bool> NotRequester = new("notRequester", new FlagShape(), "Whether the one who asked is excluded.") { Default = "false" };

    public static ObjectShape<ApprovalSettings> Shape { get; } = new([Count, Groups, NotRequester], fields => new ApprovalSettings
    {
        Count = fields.Get(Count, 1),
        Groups = fields.Get(Groups, []),
        NotRequester = fields.Get(NotRequester, false),
    });
}

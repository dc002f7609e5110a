using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>policy:</c></summary>
internal static class PolicySection
{
    private static readonly Key<string> Rule = new("rule", new FormShape("the id of a rule, such as db-001", Patterns.NameText, Patterns.Name()), "Id of the rule, such as `db-001`.") { Required = true };

    private static readonly Key<string> Resource = new("resource", new LineShape("the address of a resource"), "Address of the resource; `*` at the end matches the rest.") { Required = true };

    private static readonly Key<string> Owner = new("owner", new LineShape("a name"), "Who answers for it.") { Required = true };

    private static readonly Key<string> Reason = new("reason", new LineShape(), "Why.") { Required = true };

    private static readonly Key<DateOnly> Expires = new("expires", new DateShape(), "Last day it holds.") { Required = true };

    private static readonly Key<IReadOnlyList<WaiverSettings>> Waivers = new("waivers", new ListShape<WaiverSettings>(
        new ObjectShape<WaiverSettings>([Rule, Resource, Owner, Reason, Expires], fields => new WaiverSettings(
            fields.Get(Rule, ""), fields.Get(Resource, ""), fields.Get(Owner, ""), fields.Get(Reason, ""), fields.Get(Expires, default))),
        "a list of waivers"), "Exceptions from policy rules, each with an owner and an end.");

    public static ObjectShape<PolicySettings> Shape { get; } = new([Waivers], fields => new PolicySettings { Waivers = fields.Get(Waivers, []) });
}

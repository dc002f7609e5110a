using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>The whole file.</summary>
internal static class RootSection
{
    private static readonly Key<int> Version = new("version", new WholeNumberShape(1, 1), "Version of the format. Only 1 exists.") { Required = true };

    private static readonly Key<AgentSettings> Agent = new("agent", AgentSection.Shape, "Who does the work on files.");

    private static readonly Key<SandboxSettings> Sandbox = new("sandbox", SandboxSection.Shape, "How agents and tools are kept in.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> Workflows = new("workflows",
        new MapShape<IReadOnlyList<string>>(new PlainNames(Phases.Taken),
            new ListShape<string>(new PhaseShape(Phases.All), "a list of phases") { NotEmpty = true, Unique = true }, "names and their phases"),
        "Workflows of your own: a name and its phases, in order.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, TargetSettings>>> Targets = new("targets",
        new MapShape<TargetSettings>(new PlainNames(), TargetSection.Shape, "names and their targets", "target"), "What can be deployed.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, EnvironmentSettings>>> Environments = new("environments",
        new MapShape<EnvironmentSettings>(new PlainNames(), EnvironmentSection.Shape, "names and their environments", "environment"),
        "Where it is deployed to. The first one is what `ship` deploys.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, ServiceSettings>>> Services = new("services",
        new MapShape<ServiceSettings>(new PlainNames(), ServiceSection.Shape, "names and their services", "service"), "Running services, for health, logs and restart.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> Groups = new("groups",
        new MapShape<IReadOnlyList<string>>(new LineNames("a group"), new ListShape<string>(new LineShape("the name of a person"), "a list of people") { NotEmpty = true, Unique = true }, "names and their people"),
        "Groups of people for approvals. When it is there, every group that approvals name must be in it.");

    private static readonly Key<IReadOnlyList<NotifySettings>> Notify = new("notify",
        new ListShape<NotifySettings>(NotifySection.Shape, "a list of notifications"), "Who is told what.");

    private static readonly Key<PolicySettings> Policy = new("policy", PolicySection.Shape, "Exceptions from policy rules.");

    private static readonly Key<PlanSettings> Plan = new("plan", PlanSection.Shape, "Rules of the plan phase.");

    private static readonly Key<ShipSettings> Ship = new("ship", ShipSection.Shape, "Rules of the test and ship phases.");

    public static ObjectShape<Settings> Shape { get; } = new([Version, Agent, Sandbox, Workflows, Targets, Environments, Services, Groups, Notify, Policy, Plan, Ship], fields => new Settings
    {
        Version = fields.Get(Version, 1),
        Agent = fields.Get(Agent, new AgentSettings()),
        Sandbox = fields.Get(Sandbox, new SandboxSettings()),
        Workflows = fields.Get(Workflows, []).ToDictionary(),
        Targets = [.. fields.Get(Targets, []).Select(pair => pair.Value with { Name = pair.Key })],
        Environments = [.. fields.Get(Environments, []).Select(pair => pair.Value with { Name = pair.Key })],
        Services = [.. fields.Get(Services, []).Select(pair => pair.Value with { Name = pair.Key })],
        Groups = fields.Get(Groups, []).ToDictionary(),
        Notify = fields.Get(Notify, []),
        Policy = fields.Get(Policy, new PolicySettings()),
        Plan = fields.Get(Plan, new PlanSettings()),
        Ship = fields.Get(Ship, new ShipSettings()),
    });
}

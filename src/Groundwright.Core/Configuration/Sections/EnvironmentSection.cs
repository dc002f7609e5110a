using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>environments:</c>: its keys in the order in which people should read about them.</summary>
internal static class EnvironmentSection
{
    private static readonly Key<bool> Auto = new("auto", new FlagShape(), "Whether what is merged is deployed here without being asked.") { Default = "false" };

    private static readonly Key<IReadOnlyList<string>> After = new("after", Shared.After("an environment", "environments"), "Environments a change must have reached first.");

    private static readonly Key<string> Url = new("url", new UrlShape(), "Shown after a deploy.");

    private static readonly Key<IReadOnlyList<HealthCheckSettings>> Health = new("health",
        new ListShape<HealthCheckSettings>(HealthSection.Shape, "a list of health checks"), "How to tell that it works.");

    private static readonly Key<IReadOnlyList<IReadOnlyList<string>>> Tests = new("tests",
        new ListShape<IReadOnlyList<string>>(new CommandShape(), "a list of commands"), "Commands that must pass after a deploy.");

    private static readonly Key<IReadOnlyList<string>> Environment = new("environment", Shared.VariableNames,
        "Names of environment variables that commands under `health` and `tests` may see besides the basics, such as KUBECONFIG or AWS_PROFILE. Values never stand here.");

    private static readonly Key<TimeSpan> Soak = new("soak", new DurationShape(), "How long a change must have been here before it may go on.");

    private static readonly Key<ApprovalSettings> Approvals = new("approvals", ApprovalsSection.Shape, "Who must agree.") { Default = "nobody" };

    private static readonly Key<IReadOnlyList<string>> Targets = new("targets", Shared.Names("a target", "targets"), "Targets deployed here.") { Default = "all" };

    private static readonly Key<bool> Protected = new("protected", new FlagShape(),
        "Whether careless ways in (uncommitted configuration, self-attested approval, destroy) are refused.")
    { Default = "true when `approvals` is there" };

    public static ObjectShape<EnvironmentSettings> Shape { get; } = new(
        [Auto, After, Url, Health, Tests, Environment, Soak, Approvals, .. TimeKeys.All, Targets, Protected, .. PlaceKeys.All, .. RolloutKeys.All], Build);

    private static EnvironmentSettings Build(Fields fields) => RolloutKeys.Put(fields, PlaceKeys.Put(fields, TimeKeys.Put(fields, new EnvironmentSettings
    {
        Name = "",
        Auto = fields.Get(Auto, false),
        After = fields.Get(After, []),
        Url = fields.Find(Url),
        Health = fields.Get(Health, []),
        Tests = fields.Get(Tests, []),
        Environment = fields.Get(Environment, []),
        Soak = fields.FindValue(Soak),
        Approvals = fields.Find(Approvals),
        Targets = fields.Get(Targets, []),
        Protected = fields.Get(Protected, fields.Find(Approvals) is not null),
    })));
}

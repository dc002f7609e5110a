using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>Keys of an environment that say when it may be changed.</summary>
internal static class TimeKeys
{
    private static readonly Key<string> Window = new("window", new WindowShape(), "When it may be changed.") { Default = "always" };

    private static readonly Key<IReadOnlyList<string>> Windows = new("windows",
        new ListShape<string>(new WindowShape(), "a list of windows") { NotEmpty = true, Unique = true }, "Several times when it may be changed: one of them must be open.");

    private static readonly Key<IReadOnlyList<FreezeSettings>> Freezes = new("freezes",
        new ListShape<FreezeSettings>(FreezeSection.Shape, "a list of freezes"), "Days on which it is not changed, whatever the windows say.");

    private static readonly Key<string> Freeze = new("freeze", new LineShape("the reason"), "Why nothing is deployed here until this is taken out again.");

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<IKey> All { get; } = [Window, Windows, Freezes, Freeze];

    /// <summary>The environment with what was read.</summary>
    public static EnvironmentSettings Put(Fields fields, EnvironmentSettings environment) => environment with
    {
        Window = fields.Find(Window),
        Windows = fields.Get(Windows, []),
        Freezes = fields.Get(Freezes, []),
        Freeze = fields.Find(Freeze),
    };
}

/// <summary>Keys of an environment that say where it is.</summary>
internal static class PlaceKeys
{
    private static readonly Key<string> Account = new("account", new LineShape("the id of an account"), "Account it lives in, such as 12 digits of AWS. What the credentials lead to must be this.")
    { Default = "not checked" };

    private static readonly Key<string> Region = new("region", new LineShape("the name of a region"), "Region of its cloud; tools get it as AWS_REGION.") { Default = "as the tools find it" };

    private static readonly Key<string> Cluster = new("cluster", new LineShape("the name of a kubectl context"), "kubectl context of its cluster.") { Default = "the current one" };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<IKey> All { get; } = [Account, Region, Cluster];

    /// <summary>The environment with what was read.</summary>
    public static EnvironmentSettings Put(Fields fields, EnvironmentSettings environment) => environment with
    {
        Account = fields.Find(Account),
        Region = fields.Find(Region),
        Cluster = fields.Find(Cluster),
    };
}

/// <summary>Keys of an environment that say how it is deployed.</summary>
internal static class RolloutKeys
{
    private static readonly Key<IReadOnlyList<string>> Deployers = new("deployers",
        new ListShape<string>(new LineShape("the name of a person"), "a list of people") { NotEmpty = true, Unique = true }, "Who may deploy here.")
    { Default = "whoever may write to the repository" };

    private static readonly Key<string> OnFailure = new("onFailure", new WordShape("what is done", "stop", "rollback", "ask"),
        "What is done when it is not healthy after a deploy: `stop` leaves it, `rollback` goes back to the last good release, `ask` waits for a person.")
    { Default = "stop" };

    private static readonly Key<bool> HotfixSkipsSoak = new("hotfixSkipsSoak", new FlagShape(),
        "Whether a hotfix, and `--no-soak`, need not wait for the soak time. What was not waited for stands in the release.")
    { Default = "false" };

    private static readonly Key<bool> Supersede = new("supersede", new FlagShape(), "Whether a newer automatic deploy takes the place of one that waits.") { Default = "true" };

    private static readonly Key<int> Parallel = new("parallel", new WholeNumberShape(1, 50), "Targets applied at the same time at most.") { Default = "4" };

    private static readonly Key<bool> GoOn = new("goOn", new FlagShape(), "Whether targets that do not depend on a failed one are still applied.") { Default = "false" };

    private static readonly Key<bool> Confirm = new("confirm", new FlagShape(), "Whether a person must say that it works, after the checks.") { Default = "false" };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<IKey> All { get; } = [Deployers, OnFailure, HotfixSkipsSoak, Supersede, Parallel, GoOn, Confirm];

    /// <summary>The environment with what was read.</summary>
    public static EnvironmentSettings Put(Fields fields, EnvironmentSettings environment) => environment with
    {
        Deployers = fields.Get(Deployers, []),
        OnFailure = fields.Get(OnFailure, "stop") switch { "rollback" => FailurePolicy.Rollback, "ask" => FailurePolicy.Ask, _ => FailurePolicy.Stop },
        HotfixSkipsSoak = fields.Get(HotfixSkipsSoak, false),
        Supersede = fields.Get(Supersede, true),
        Parallel = fields.Get(Parallel, 4),
        GoOn = fields.Get(GoOn, false),
        Confirm = fields.Get(Confirm, false),
    };
}

using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One health check.</summary>
internal static class HealthSection
{
    private static readonly Key<string> Http = new("http", new UrlShape(), "An address that must answer 2xx.");

    private static readonly Key<string> Tcp = new("tcp", new TcpShape(), "host:port that must accept a connection.");

    private static readonly Key<IReadOnlyList<string>> Command = new("command", new CommandShape(), "A command that must end with exit code 0.");

    private static readonly Key<string> Rollout = new("rollout", new FormShape("a workload such as deployment/api", Patterns.WorkloadText, Patterns.Workload(), "Kinds: deployment, statefulset, daemonset."),
        "A workload that must be rolled out in the environment's cluster.");

    private static readonly Key<string> Namespace = new("namespace", new FormShape("the name of a namespace", Patterns.NameText, Patterns.Name()), "Namespace of the workload.")
    { Default = "the one of the kubectl context" };

    private static readonly Key<TimeSpan> Deadline = new("deadline", new DurationShape(), "How long it may take to become healthy.") { Default = "2m" };

    private static readonly Key<int> Passes = new("passes", new WholeNumberShape(1, 20), "How often in a row it must pass.") { Default = "1" };

    public static ObjectShape<HealthCheckSettings> Shape { get; } = new([Http, Tcp, Command, Rollout, Namespace, Deadline, Passes], fields => new HealthCheckSettings
    {
        Http = fields.Find(Http),
        Tcp = fields.Find(Tcp),
        Command = fields.Find(Command),
        Rollout = fields.Find(Rollout),
        Namespace = fields.Find(Namespace),
        Deadline = fields.Get(Deadline, TimeSpan.FromMinutes(2)),
        Passes = fields.Get(Passes, 1),
    }, new ExactlyOne(Http, Tcp, Command, Rollout), new OnlyWith(Rollout, Namespace));
}

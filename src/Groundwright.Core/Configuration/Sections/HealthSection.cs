using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One health check.</summary>
internal static class HealthSection
{
    private static readonly Key<string> Http = new("http", new UrlShape(), "An address that must answer 2xx.");

    private static readonly Key<string> Tcp = new("tcp", new TcpShape(), "host:port that must accept a connection.");

    private static readonly Key<IReadOnlyList<string>> Command = new("command", new CommandShape(), "A command that must end with exit code 0.");

    private static readonly Key<TimeSpan> Deadline = new("deadline", new DurationShape(), "How long it may take to become healthy.") { Default = "2m" };

    public static ObjectShape<HealthCheckSettings> Shape { get; } = new([Http, Tcp, Command, Deadline], fields => new HealthCheckSettings
    {
        Http = fields.Find(Http),
        Tcp = fields.Find(Tcp),
        Command = fields.Find(Command),
        Deadline = fields.Get(Deadline, TimeSpan.FromMinutes(2)),
    }, new ExactlyOne(Http, Tcp, Command));
}

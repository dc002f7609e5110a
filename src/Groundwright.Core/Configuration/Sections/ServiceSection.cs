using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>services:</c>.</summary>
internal static class ServiceSection
{
    private static readonly Key<string> Url = new("url", new UrlShape(), "Base address.");

    private static readonly Key<string> Health = new("health", new UrlShape(orPath: true), "Path or address that must answer 2xx.");

    private static readonly Key<IReadOnlyList<string>> Logs = new("logs", new CommandShape(), "Command that prints its log.");

    private static readonly Key<IReadOnlyList<string>> Restart = new("restart", new CommandShape(), "Command that restarts it.");

    public static ObjectShape<ServiceSettings> Shape { get; } = new([Url, Health, Logs, Restart], fields => new ServiceSettings
    {
        Name = "",
        Url = fields.Find(Url),
        Health = fields.Find(Health),
        Logs = fields.Find(Logs),
        Restart = fields.Find(Restart),
    });
}

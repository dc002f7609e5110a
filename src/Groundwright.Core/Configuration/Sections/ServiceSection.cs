using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>services:</c>.</summary>
internal static class ServiceSection
{
    private static readonly Key<string> Url = new("url", new UrlShape(placeholder: true), "Base address; `{environment}` is replaced.");

    private static readonly Key<string> Health = new("health", new UrlShape(orPath: true, placeholder: true), "Path or address that must answer 2xx; `{environment}` is replaced.");

    private static readonly Key<IReadOnlyList<string>> Logs = new("logs", new CommandShape(), "Command that prints its log; `{environment}` is replaced.");

    private static readonly Key<IReadOnlyList<string>> Restart = new("restart", new CommandShape(), "Command that restarts it; `{environment}` is replaced.");

    private static readonly Key<IReadOnlyList<string>> Environment = new("environment", Shared.VariableNames,
        "Names of environment variables its commands may see besides the basics, such as KUBECONFIG. Values never stand here.");

    public static ObjectShape<ServiceSettings> Shape { get; } = new([Url, Health, Logs, Restart, Environment], Build);

    private static ServiceSettings Build(Fields fields)
    {
        if (fields.Find(Health) is ['/', ..] && !fields.Has(Url)) fields.Place(Health).Report(ConfigurationProblems.NeedsKey, "`health` is a path and needs `url`");
        return new ServiceSettings
        {
            Name = "",
            Url = fields.Find(Url),
            Health = fields.Find(Health),
            Logs = fields.Find(Logs),
            Restart = fields.Find(Restart),
            Environment = fields.Get(Environment, []),
        };
    }
}

using Groundwright.Core.Configuration;

namespace Groundwright.Cli.Views;

/// <summary>A service as it is configured, for one environment.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Url">Base address; null: none.</param>
/// <param name="Health">Address that tells whether it works; null: none.</param>
/// <param name="Logs">Command that prints its log; null: none.</param>
/// <param name="Restart">Command that restarts it; null: none.</param>
internal sealed record ServiceLine(string Service, string? Url, string? Health, string? Logs, string? Restart)
{
    /// <summary>From its settings.</summary>
    public static ServiceLine Of(ServiceSettings service) =>
        new(service.Name, service.Url, service.HealthAddress?.OriginalString, Text(service.Logs), Text(service.Restart));

    private static string? Text(IReadOnlyList<string>? words) => words is null ? null : string.Join(' ', words);
}

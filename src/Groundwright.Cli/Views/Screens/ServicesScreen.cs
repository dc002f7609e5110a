using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Services;

namespace Groundwright.Cli.Views.Screens;

/// <summary>Services, and whether they work.</summary>
internal static class ServicesScreen
{
    /// <summary>What is configured.</summary>
    public static Screen Of(IReadOnlyList<ServiceLine> services, ScreenScope scope)
    {
        if (services.Count == 0) return None();
        var table = new Table("SERVICE", "ADDRESS", "HEALTH", "LOGS", "RESTART");
        foreach (var service in services)
            table.Add(new Span(service.Service, Tone.Accent), new Span(service.Url ?? "", Tone.Plain), new Span(service.Health ?? "—", Tone.Plain), Has(service.Logs), Has(service.Restart));
        return table.Lay(scope.Width);
    }

    /// <summary>How they are.</summary>
    public static Screen Of(IReadOnlyList<ServiceState> states, ScreenScope scope)
    {
        if (states.Count == 0) return None();
        var table = new Table("SERVICE", "HEALTH", "TIME", "ADDRESS");
        foreach (var state in states)
        {
            var mark = state.Healthy switch { true => Mark.Done, false => Mark.Failed, _ => Mark.Unknown };
            table.Add(new Span(state.Service, Tone.Accent), new Span($"{mark.Text} {state.Detail}", mark.Tone), new Span(state.Milliseconds is { } time ? $"{time} ms" : "", Tone.Dim), new Span(state.Address ?? "", Tone.Dim));
        }
        return table.Lay(scope.Width);
    }

    private static Span Has(string? command) => command is null ? new Span("—", Tone.Dim) : Mark.Done;

    private static Screen None() => new Screen().Add("  No services are configured: add them under `services:` in groundwright.yaml.");
}

using Groundwright.Cli.Services;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary>Whether agents and tools are kept in.</summary>
internal static class SandboxCheck
{
    /// <summary>Tries it.</summary>
    public static async Task<DoctorCheck?> Look(ICommandServices services, CancellationToken cancellationToken)
    {
        var settings = await Settings(services, cancellationToken);
        try
        {
            if ((await services.Sandbox(settings, cancellationToken)).Absence is not { } absence) return new DoctorCheck("sandbox", CheckResult.Good, "holds: writing, reading and reaching out of it was tried");
            var why = $"{absence.Summary}: agents and tools run as you, requests by strangers are refused. {absence.Detail?.ReplaceLineEndings(" ")}".TrimEnd();
            return new DoctorCheck("no sandbox", settings.Use == SandboxUse.Required ? CheckResult.Missing : CheckResult.Warning, why, absence.Remedies.Count > 0 ? absence.Remedies[0].Command : null);
        }
        catch (GroundwrightException broken)
        {
            return new DoctorCheck("sandbox", CheckResult.Missing, broken.Problem.Summary, broken.Problem.Remedies[0].Command);
        }
    }

    /// <summary>Which targets could be kept in more narrowly.</summary>
    public static Task<DoctorCheck?> Network(NeededTools? needs) => Task.FromResult(needs is { OpenTargets: { Count: > 0 } open }
        ? new DoctorCheck("network of plans", CheckResult.Optional, $"open for {string.Join(", ", open.Take(5))}{(open.Count > 5 ? $" and {open.Count - 5} more" : "")} where they need one; `egress:` of a target names its hosts")
        : null);

    // A configuration that cannot be read is told by its own check.
    private static async Task<SandboxSettings> Settings(ICommandServices services, CancellationToken cancellationToken)
    {
        try
        {
            return (await services.Configuration.Settings(cancellationToken)).Sandbox;
        }
        catch (GroundwrightException)
        {
            return new SandboxSettings();
        }
    }
}

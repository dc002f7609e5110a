using Groundwright.Cli.Services;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Cli.Views.Screens;

/// <summary>One environment: what is there, what is so about it, its rules, who holds it, who waits.</summary>
internal static class EnvironmentScreen
{
    /// <summary>The screen.</summary>
    public static Screen Of(EnvironmentStory story, ScreenScope scope)
    {
        var (row, settings) = (story.Row, story.Settings);
        var screen = new Screen().Add(new Line().Add("  ").Add(row.Environment, Tone.Strong).Right(row.Release ?? "nothing released yet", scope.Width - 2, Tone.Dim));
        void Field(string label, string? value) => Fields.Add(screen, label, value, scope.Width);
        Field("version", row.Version);
        Field("since", row.Since is { } since ? $"{Say.Clock(since, scope.Now, scope.Zone)}, by {row.By ?? "unknown"}" : null);
        Field("health", row.Health is { } health ? $"{health.Passed} of {health.Total} checks{(health.Failed is { } failed ? $": {failed}" : "")}" : null);
        Field("url", settings.Url);
        Field("quarantine", Said(row.Quarantine, scope));
        Field("hold", Said(row.Hold, scope));
        Field("frozen", Said(row.Freeze, scope));
        Field("rules", Rules(settings));
        foreach (var holder in story.Holders)
            Field("held by", $"run {holder.RunId} ({holder.Actor} on {holder.Host}) since {Say.Clock(holder.Since, scope.Now, scope.Zone)}: {holder.Reason}{(holder.Targets.Count > 0 ? $", targets {string.Join(", ", holder.Targets)}" : "")}");
        foreach (var entry in row.Queue) Field("waiting", $"run {entry.RunId} ({entry.Actor}) since {Say.Clock(entry.At, scope.Now, scope.Zone)}");
        foreach (var finding in row.Drift) Field("drift", $"{finding.Target}: {Say.Many(finding.Changes.Count, "resource")} since {finding.Since}");
        return row.Command is { } command ? screen.Blank().Add(Fields.Command(command, row.Next)) : screen;
    }

    private static string? Said(Notice? notice, ScreenScope scope) => notice is null ? null : $"{notice.Reason} ({notice.By}, {Say.Clock(notice.At, scope.Now, scope.Zone)})";

    private static string Rules(EnvironmentSettings settings)
    {
        var rules = new List<string>();
        if (settings.After.Count > 0) rules.Add($"after {string.Join(", ", settings.After)}");
        if (settings.Auto) rules.Add("deployed by itself");
        if (settings.Soak is { } soak) rules.Add($"soak {Say.Duration(soak)}");
        if (settings.Approvals is { } approvals) rules.Add($"{Say.Many(approvals.Count, "approval")}{(approvals.NotRequester ? ", not the requester" : "")}");
        if (settings.Window is { } window) rules.Add($"only {window}");
        if (settings.Deployers.Count > 0) rules.Add($"only by {string.Join(", ", settings.Deployers)}");
        if (settings.Protected) rules.Add("protected");
        if (settings.Confirm) rules.Add("a person confirms");
        if (settings.OnFailure != FailurePolicy.Stop) rules.Add(settings.OnFailure == FailurePolicy.Rollback ? "rolls back by itself" : "asks when it is not healthy");
        return rules.Count == 0 ? "none" : string.Join("; ", rules);
    }
}

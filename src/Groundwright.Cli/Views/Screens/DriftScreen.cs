using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What drifted, and what can be done about it.</summary>
internal static class DriftScreen
{
    private const int Most = 10;

    /// <summary>What a check came to.</summary>
    public static Screen Of(IReadOnlyList<DriftOutcome> outcomes, ScreenScope scope)
    {
        if (outcomes.Count == 0) return None();
        var screen = new Screen();
        foreach (var outcome in outcomes)
        {
            if (outcome.Skipped is { } reason) screen.Add(new Line().Add("  ").Add(Mark.Later.Text, Tone.Dim).Add($" {outcome.Environment}: not looked at, {reason}"));
            else if (outcome.Findings.Count + outcome.Unknown.Count == 0) screen.Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" {outcome.Environment} is what {outcome.Release} made it{Closed(outcome)}"));
            else Findings(screen, outcome.Environment, outcome.Findings, scope);
            foreach (var unknown in outcome.Unknown)
                foreach (var line in PlainText.Wrap($"{outcome.Environment}/{unknown.Target} could not be looked at: {unknown.Reason}", scope.Width - 6)) screen.Add(new Line().Add("  ").Add(Mark.Unknown.Text, Mark.Unknown.Tone).Add($" {line}"));
        }
        return Next(screen, outcomes.SelectMany(outcome => outcome.Findings.Select(finding => (outcome.Environment, finding))), scope);
    }

    /// <summary>What is known.</summary>
    public static Screen Of(IReadOnlyList<EnvironmentDrift> found, ScreenScope scope)
    {
        if (found.Count == 0) return None();
        var screen = new Screen();
        foreach (var (environment, findings) in found)
        {
            if (findings.Count == 0) screen.Add($"  {environment}: nothing is known to have drifted");
            else Findings(screen, environment, findings, scope);
        }
        return Next(screen, found.SelectMany(environment => environment.Findings.Select(finding => (environment.Environment, finding))), scope);
    }

    private static void Findings(Screen screen, string environment, IReadOnlyList<DriftFinding> findings, ScreenScope scope)
    {
        foreach (var finding in findings)
        {
            var ignored = DriftFindings.IsIgnored(finding, scope.Now);
            var mark = ignored ? Mark.Later : Mark.Warning;
            screen.Add(new Line().Add("  ").Add(mark.Text, mark.Tone).Add($" {environment}/{finding.Target}", Tone.Strong).Add($" has drifted from {finding.Since}: {Say.Many(finding.Changes.Count, "resource")}")
                .Right($"since {Say.Clock(finding.Found, scope.Now, scope.Zone)}", scope.Width - 2, Tone.Dim));
            foreach (var change in finding.Changes.OrderByDescending(change => change.HoldsData).Take(Most))
                screen.Add($"      {Sign(change.Action)} {change.Address}{(change.HoldsData ? "   holds data" : "")}");
            if (finding.Changes.Count > Most) screen.Add($"      {finding.Changes.Count - Most} more: gw drift show {environment} --json", Tone.Dim);
            if (ignored) screen.Add($"      accepted until {Say.Clock(finding.IgnoredUntil!.Value, scope.Now, scope.Zone)} by {finding.Ignored!.By}: {finding.Ignored.Reason}", Tone.Dim);
        }
    }

    private static Screen Next(Screen screen, IEnumerable<(string Environment, DriftFinding Finding)> all, ScreenScope scope)
    {
        var open = all.Where(found => !DriftFindings.IsIgnored(found.Finding, scope.Now)).ToList();
        if (open.Count == 0) return screen;
        var (environment, finding) = open[0];
        return screen.Blank().Add(Fields.Commands([($"gw deploy {environment}", "makes it what was released again"), ($"gw drift ignore {environment} {finding.Target} --until DAY --reason TEXT", "")]));
    }

    private static string Closed(DriftOutcome outcome) => outcome.Closed.Count == 0 ? "" : $" again: {string.Join(", ", outcome.Closed)}";

    private static Screen None() => new Screen().Add("  No environments are configured.");

    // What the world did, told from what applying would do about it.
    private static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Create => "gone    ",
        ChangeAction.Delete => "extra   ",
        ChangeAction.Replace => "replaced",
        _ => "changed ",
    };
}

using System.Globalization;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Figures;

namespace Groundwright.Cli.Views.Screens;

/// <summary>How deliveries go.</summary>
internal static class FiguresScreen
{
    private const int PlotWidth = 14;

    private static readonly Span Unknown = new("unknown", Tone.Dim);

    /// <summary>Two tables: how long things take, and DORA's five.</summary>
    public static Screen Of(FiguresReport report, ScreenScope scope)
    {
        var screen = new Screen().Add($"  Since {Say.Clock(report.Since, scope.Now, scope.Zone)}").Blank().Add(Durations(report.Durations).Lay(scope.Width));
        if (report.Delivery.Count == 0) return screen;
        screen.Blank().Add(Delivery(report.Delivery).Lay(scope.Width));
        foreach (var failing in report.Delivery.Where(figures => figures is { Target: null, Failing: true }))
            screen.Add($"  {failing.Environment} has not recovered from its last release.", Tone.Bad);
        return screen.Blank().Add("  Lead: commit to production. Recovery: failed to next good release. Medians.", Tone.Dim);
    }

    private static Table Durations(IReadOnlyList<DurationFigure> durations)
    {
        var table = new Table("TIME", "MEDIAN", "90 %", "SHOULD BE", "", "N", "LAST");
        foreach (var figure in durations)
        {
            var mark = figure.Within switch { true => Mark.Done, false => Mark.Failed, _ => new Span("", Tone.Plain) };
            table.Add(new Span(figure.Name, Tone.Plain), Length(figure.Seconds?.MedianSeconds), Length(figure.Seconds?.P90Seconds), new Span(Target(figure.Target), Tone.Dim), mark,
                new Span((figure.Seconds?.Count ?? 0).ToString(CultureInfo.InvariantCulture), Tone.Dim), new Span(Bars.Of(figure.Last, PlotWidth), Tone.Accent));
        }
        return table;
    }

    private static Table Delivery(IReadOnlyList<DeliveryFigures> delivery)
    {
        var table = new Table("PRODUCTION", "DEPLOYS", "A WEEK", "LEAD", "FAILED", "RECOVERY", "REWORK");
        foreach (var figures in delivery)
            table.Add(new Span(figures.Target is null ? figures.Environment : $"  {figures.Target}", figures.Target is null ? Tone.Strong : Tone.Plain),
                new Span(figures.Deployments.ToString(CultureInfo.InvariantCulture), Tone.Plain), Number(figures.DeploymentsPerWeek), Length(figures.LeadTime?.MedianSeconds),
                Share(figures.ChangeFailureRate), Length(figures.RecoveryTime?.MedianSeconds), Share(figures.ReworkRate));
        return table;
    }

    private static Span Length(double? seconds) => seconds is { } known ? new Span(Say.Duration(TimeSpan.FromSeconds(known)), Tone.Plain) : Unknown;

    private static Span Number(double? number) => number is { } known ? new Span(known.ToString("0.0", CultureInfo.InvariantCulture), Tone.Plain) : Unknown;

    private static Span Share(double? share) => share is { } known ? new Span(string.Create(CultureInfo.InvariantCulture, $"{known * 100:0} %"), Tone.Plain) : Unknown;

    private static string Target(FigureTarget? target) => target is null ? "" : $"{Say.Duration(TimeSpan.FromSeconds(target.LeastSeconds))}–{Say.Duration(TimeSpan.FromSeconds(target.MostSeconds))}";
}

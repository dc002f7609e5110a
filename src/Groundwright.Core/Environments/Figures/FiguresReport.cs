using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments.Figures;

/// <summary>How deliveries go. What cannot be computed is null, never 0; in JSON it is written as <c>null</c>.</summary>
/// <param name="Since">Beginning of the period.</param>
/// <param name="Until">End of the period.</param>
/// <param name="Durations">How long things take, against what they should take.</param>
/// <param name="Delivery">DORA's five figures of each environment that users see, and of each target in it.</param>
public sealed record FiguresReport(DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<DurationFigure> Durations, IReadOnlyList<DeliveryFigures> Delivery)
{
    /// <summary>Computes all of them.</summary>
    public static FiguresReport Of(FiguresInput input)
    {
        var durations = input.Environments.Select((name, i) => DurationFigure.OfDeploys(input, name, Target(input, name, i)));
        return new FiguresReport(input.Since, input.Until, [.. durations, DurationFigure.OfGeneration(input), .. DurationFigure.OfFeedback(input)],
            [.. input.Production.SelectMany(environment => Targets(input, environment).Select(target => DeliveryFigures.Of(input, environment, target)))]);
    }

    private static FigureTarget? Target(FiguresInput input, string name, int place) =>
        input.Production.Contains(name) && input.Environments.Count > 1 ? FigureTarget.ProductionDeploy : place == 0 ? FigureTarget.FirstDeploy : null;

    // Null stands for all targets together.
    private static IEnumerable<string?> Targets(FiguresInput input, string environment) =>
        input.Ledger.ReleasesOf(environment).SelectMany(release => release.Plans.Keys).Distinct().Order(StringComparer.Ordinal).Prepend(null);
}

/// <summary>How long something takes.</summary>
/// <param name="Name"><c>deploy dev</c>, <c>generation</c>, <c>feedback loop</c>.</param>
/// <param name="Seconds">The durations of the period; null: there were none.</param>
/// <param name="Target">How long it should take; null: nobody says.</param>
/// <param name="Last">The durations themselves in seconds, oldest first, at most 40.</param>
public sealed record DurationFigure(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Spread? Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] FigureTarget? Target,
    IReadOnlyList<double> Last)
{
    private const int Shown = 40;

    /// <summary>Whether the median is at most what it should be; null: not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? Within => Seconds is null || Target is null ? null : Seconds.MedianSeconds <= Target.MostSeconds;

    /// <summary>Deploys to an environment, from the first apply to the last check; failed ones too.</summary>
    public static DurationFigure OfDeploys(FiguresInput input, string environment, FigureTarget? target) =>
        Of($"deploy {environment}", target, input.Ledger.ReleasesOf(environment).Where(release => release.Mode != ReleaseModes.Destroy && input.Covers(release.Ended)).Select(release => release.Ended - release.Started));

    /// <summary>Work on plan and build.</summary>
    public static DurationFigure OfGeneration(FiguresInput input) =>
        Of("generation", FigureTarget.Generation, input.Runs.Where(run => input.Covers(run.Started)).OrderBy(run => run.Started).Select(run => run.Generation).OfType<TimeSpan>());

    /// <summary>From the start of a run to its healthy release in the first environment. None without an environment.</summary>
    public static IEnumerable<DurationFigure> OfFeedback(FiguresInput input)
    {
        if (input.Environments.Count == 0) yield break;
        var started = input.Runs.ToDictionary(run => run.RunId, run => run.Started);
        yield return Of("feedback loop", FigureTarget.FeedbackLoop, input.Ledger.ReleasesOf(input.Environments[0])
            .Where(release => release is { Healthy: true, Mode: ReleaseModes.Deploy } && input.Covers(release.Ended) && started.ContainsKey(release.RunId))
            .Select(release => release.Ended - started[release.RunId]));
    }

    private static DurationFigure Of(string name, FigureTarget? target, IEnumerable<TimeSpan> durations)
    {
        var all = durations.ToList();
        return new DurationFigure(name, Spread.Of(all), target, [.. all.TakeLast(Shown).Select(duration => Math.Max(0, Math.Round(duration.TotalSeconds, 1)))]);
    }
}

using Groundwright.Core.Configuration;

namespace Groundwright.Core.Environments;

/// <summary>When an environment may be changed: in one of its windows, and not while it is frozen.</summary>
public sealed class DeployTimes
{
    // A week and a day: within it every window opens once, unless a change of the clock swallows it.
    private const int DaysAhead = 9;

    private readonly EnvironmentSettings environment;
    private readonly IReadOnlyList<ChangeWindow> windows;
    private readonly IReadOnlyList<Frozen> freezes;

    /// <summary>Those of an environment.</summary>
    public DeployTimes(EnvironmentSettings environment)
    {
        this.environment = environment;
        string[] texts = environment.Window is { } one ? [one, .. environment.Windows] : [.. environment.Windows];
        windows = [.. texts.Select(ChangeWindow.Parse)];
        freezes = [.. environment.Freezes.Select(freeze => new Frozen(freeze))];
    }

    /// <summary>Whether it may be changed at a moment, why not, and when next.</summary>
    public DeployTime At(DateTimeOffset moment)
    {
        var why = new List<string>();
        if (environment.Freeze is { } reason) why.Add($"{environment.Name} is frozen: {reason}");
        why.AddRange(freezes.Where(freeze => freeze.Covers(moment)).Select(freeze =>
            $"{environment.Name} is frozen from {freeze.Settings.From:yyyy-MM-dd} to {freeze.Settings.To:yyyy-MM-dd}: {freeze.Settings.Reason}"));
        if (!IsOpen(moment)) why.Add($"{environment.Name} may only be changed {string.Join(" or ", new[] { environment.Window }.OfType<string>().Concat(environment.Windows))}");
        return new DeployTime(why.Count == 0, why, why.Count == 0 ? moment : Next(moment));
    }

    private DateTimeOffset? Next(DateTimeOffset moment)
    {
        if (environment.Freeze is not null) return null;
        var at = moment;
        // Each round leaves a freeze or goes to the next opening; a year of openings that all fall into freezes is enough.
        for (var round = 0; round < 1000; round++)
        {
            if (freezes.Where(freeze => freeze.Covers(at)).Select(freeze => (DateTimeOffset?)freeze.Until).Max() is { } until) at = until;
            else if (IsOpen(at)) return at;
            else if (windows.SelectMany(window => Openings(window, at)).Where(opening => opening > at).Select(opening => (DateTimeOffset?)opening).Min() is { } opening) at = opening;
            else return null;
        }
        return null;
    }

    private bool IsOpen(DateTimeOffset moment) => windows.Count == 0 || windows.Any(window => window.IsOpen(moment));

    /// <summary>Moments at which a window may open: its time of day, both times where the clock is put back, and each change of the clock.</summary>
    private static IEnumerable<DateTimeOffset> Openings(ChangeWindow window, DateTimeOffset from)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, window.Zone).Date);
        for (var day = -1; day <= DaysAhead; day++)
            foreach (var opening in LocalTimes.Moments(today.AddDays(day).ToDateTime(window.From), window.Zone)) yield return opening;
        foreach (var change in LocalTimes.Changes(from, from.AddDays(DaysAhead), window.Zone)) yield return change;
    }

    /// <summary>A freeze and the moments at which it begins and ends.</summary>
    private sealed class Frozen(FreezeSettings settings)
    {
        private readonly DateTimeOffset from = First(settings.From, settings);

        public FreezeSettings Settings => settings;

        public DateTimeOffset Until { get; } = settings.To < DateOnly.MaxValue ? First(settings.To.AddDays(1), settings) : DateTimeOffset.MaxValue;

        public bool Covers(DateTimeOffset moment) => moment >= from && moment < Until;

        private static DateTimeOffset First(DateOnly day, FreezeSettings settings) =>
            LocalTimes.Moments(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(settings.Zone)).Min();
    }
}

/// <summary>Whether an environment may be changed.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Why">Why not, one reason a line. Empty when it may.</param>
/// <param name="Next">When it may next; null: not as long as the configuration stays as it is.</param>
public sealed record DeployTime(bool Allowed, IReadOnlyList<string> Why, DateTimeOffset? Next);

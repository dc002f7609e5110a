namespace Groundwright.Core.Environments.Figures;

/// <summary>How durations are spread. There is none of no values: what is not known is not 0.</summary>
/// <param name="Count">How many values.</param>
/// <param name="MedianSeconds">Half of them are at most this long.</param>
/// <param name="P90Seconds">Nine of ten are at most this long.</param>
/// <param name="LeastSeconds">The shortest.</param>
/// <param name="MostSeconds">The longest.</param>
public sealed record Spread(int Count, double MedianSeconds, double P90Seconds, double LeastSeconds, double MostSeconds)
{
    /// <summary>Of some durations; null when there are none. A negative one (clocks differ) counts as 0.</summary>
    public static Spread? Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Select(duration => Math.Max(0, duration.TotalSeconds)).Order().ToList();
        return sorted.Count == 0 ? null : new Spread(sorted.Count, Percentile(sorted, 50), Percentile(sorted, 90), sorted[0], sorted[^1]);
    }

    /// <summary>The value below which so many percent lie, with straight lines between neighbours.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="percent">0 to 100.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double percent)
    {
        var place = percent / 100 * (sorted.Count - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        // Written so that equal neighbours give exactly their value.
        return sorted[low] + ((sorted[high] - sorted[low]) * (place - low));
    }
}

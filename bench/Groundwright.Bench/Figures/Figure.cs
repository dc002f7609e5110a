using System.Globalization;

namespace Groundwright.Bench.Figures;

/// <summary>One thing measured, with its bar.</summary>
/// <param name="Id">Id of the bar, such as <c>Q2</c>.</param>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Unit of the samples: <c>/s</c>, <c>ms</c> or <c>s</c>.</param>
/// <param name="Ours">One sample a round.</param>
/// <param name="Baseline">The baseline in the same rounds; empty when the bar is absolute.</param>
/// <param name="Bar">Limit of the ratio, or of the value itself without a baseline.</param>
/// <param name="AtLeast">Whether the bar is a least value, not a most.</param>
internal sealed record Figure(string Id, string What, string Unit, IReadOnlyList<double> Ours, IReadOnlyList<double> Baseline, double Bar, bool AtLeast = false)
{
    /// <summary>What the bar is about: the ratio of each round, because both sides of a round see the same noise, or our value.</summary>
    private IReadOnlyList<double> Compared => Baseline.Count == 0 ? Ours : [.. Ours.Zip(Baseline, (ours, baseline) => ours / baseline)];

    /// <summary>Whether it keeps to the bar by the median of the ratios and by the ratio of the medians: where noise makes them differ, it is not shown.</summary>
    public bool Holds => Keeps(Median(Compared)) && Keeps(OfMedians);

    /// <summary><c>held</c>, <c>missed</c>, or <c>unclear</c> when the two ways to compare disagree.</summary>
    public string Verdict => Holds ? "held" : Keeps(Median(Compared)) || Keeps(OfMedians) ? "unclear" : "missed";

    /// <summary>Our median.</summary>
    public string OursText => Value(Median(Ours));

    /// <summary>Median of the baseline.</summary>
    public string BaselineText => Baseline.Count == 0 ? "" : Value(Median(Baseline));

    /// <summary>The median compared with the bar.</summary>
    public string MeasuredText => Measured(Median(Compared));

    /// <summary>The smallest and the largest round.</summary>
    public string SpreadText => $"{Measured(Compared.Min())} to {Measured(Compared.Max())}";

    /// <summary>The bar.</summary>
    public string BarText => (AtLeast ? ">= " : "<= ") + Measured(Bar);

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private double OfMedians => Baseline.Count == 0 ? Median(Ours) : Median(Ours) / Median(Baseline);

    private bool Keeps(double value) => AtLeast ? value >= Bar : value <= Bar;

    private string Measured(double value) => Baseline.Count == 0 ? Value(value) : string.Create(CultureInfo.InvariantCulture, $"{value:0.00}x");

    private string Value(double value) => value.ToString(value >= 1000 ? "#,0" : value >= 100 ? "0" : "0.0#", CultureInfo.InvariantCulture) + (Unit[0] == '/' ? Unit : " " + Unit);
}

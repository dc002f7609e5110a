namespace Groundwright.Cli.Views.Text;

/// <summary>A row of values as block characters, the largest one full height.</summary>
internal static class Bars
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The last values that fit, one character each. Values below 0 count as 0.</summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        var shown = values.Skip(Math.Max(0, values.Count - width)).ToList();
        var most = shown.Count == 0 ? 0 : shown.Max();
        return string.Concat(shown.Select(value => Blocks[most <= 0 ? 0 : (int)Math.Round(Math.Max(0, value) / most * (Blocks.Length - 1))]));
    }
}

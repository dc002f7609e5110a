using System.Globalization;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A whole number within bounds.</summary>
internal sealed class WholeNumberShape(int least, int most) : Shape<int>
{
    public override string Says => least == most ? $"the number {least}" : $"a whole number from {least} to {most}";

    public override bool Read(Cursor at, out int value)
    {
        value = 0;
        if (!Numbers.Read(at, Says, out var number)) return false;
        if (number < least || number > most || number != decimal.Truncate(number)) return at.ReportValue($"{at.Label} must be {Says}, not {Numbers.Show(number)}");
        value = (int)number;
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>An amount of money: more than nothing.</summary>
internal sealed class MoneyShape(int most) : Shape<decimal>
{
    public override string Says => $"an amount of US dollars above 0, at most {most}";

    public override bool Read(Cursor at, out decimal value)
    {
        if (!Numbers.Read(at, Says, out value)) return false;
        return (value > 0 && value <= most) || at.ReportValue($"{at.Label} must be {Says}, not {Numbers.Show(value)}");
    }

    public override JsonObject Schema() => new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = most };
}

/// <summary>Reads numbers as YAML writes them.</summary>
internal static class Numbers
{
    public static bool Read(Cursor at, string says, out decimal value)
    {
        value = 0;
        if (at.Node is not YamlScalar { Kind: YamlKind.Number } scalar)
            return at.ReportType(says, at.Node is YamlScalar { Kind: YamlKind.Text } text && decimal.TryParse(text.Text, CultureInfo.InvariantCulture, out _) ? "; write it without quotes" : null);
        return decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || at.ReportValue($"{at.Label} must be {says}, not {Words.Show(scalar.Text)}");
    }

    public static string Show(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}

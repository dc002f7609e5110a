using System.Globalization;
using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>Which state it is and how often it was written. <c>none</c> where there is no state yet.</summary>
internal sealed record StateHead(string Lineage, string Serial)
{
    public static StateHead None { get; } = new("none", "none");

    /// <summary>Reads what <c>state pull</c> prints.</summary>
    public static StateHead Parse(string state)
    {
        if (string.IsNullOrWhiteSpace(state)) return None;
        try
        {
            using var document = JsonDocument.Parse(state);
            var root = document.RootElement;
            return root.Text("lineage") is { Length: > 0 } lineage && root.Number("serial") is { } serial
                ? new StateHead(lineage, serial.ToString(CultureInfo.InvariantCulture))
                : None;
        }
        catch (JsonException fault)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Unreadable, "the state cannot be understood", "`state pull` printed something that is no JSON."), fault);
        }
    }
}

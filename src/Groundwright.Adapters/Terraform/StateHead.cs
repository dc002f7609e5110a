using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>Which state it is and how often it was written. <c>none</c> where there is no state yet.</summary>
internal sealed record StateHead(string Lineage, string Serial)
{
    public static StateHead None { get; } = new("none", "none");

    /// <summary>
    /// Reads it from a saved plan, which holds the state it was made from: what <c>apply</c> compares when it looks whether a plan is stale. Null where the tool writes its plans
    /// another way, such as encrypted.
    /// </summary>
    public static StateHead? InPlan(string file)
    {
        try
        {
            using var plan = ZipFile.OpenRead(file);
            if (plan.GetEntry("tfstate") is not { Length: < TerraformCalls.AnswerLimit } entry) return null;
            using var state = entry.Open();
            using var document = JsonDocument.Parse(state);
            return Of(document.RootElement);
        }
        catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads what <c>state pull</c> prints.</summary>
    public static StateHead Parse(string state)
    {
        if (string.IsNullOrWhiteSpace(state)) return None;
        try
        {
            using var document = JsonDocument.Parse(state);
            return Of(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Unreadable, "the state cannot be understood", "`state pull` printed something that is no JSON."), fault);
        }
    }

    private static StateHead Of(JsonElement state) =>
        state.Text("lineage") is { Length: > 0 } lineage && state.Number("serial") is { } serial ? new StateHead(lineage, serial.ToString(CultureInfo.InvariantCulture)) : None;
}

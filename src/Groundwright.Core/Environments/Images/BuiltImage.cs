using System.Text.Json;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Core.Environments.Images;

/// <summary>A machine image as its build left it in <c>ami_build_result.json</c>.</summary>
/// <param name="Id">Such as <c>ami-0abc1234def567890</c>.</param>
/// <param name="Run">Run that built it: the name of the folder.</param>
/// <param name="Environment">Environment it was built for.</param>
/// <param name="Built">When, in Unix seconds.</param>
public sealed record BuiltImage(string Id, string Run, string Environment, double Built)
{
    /// <summary>Reads a result; null when it is none, or tells of a build that failed. Fields that are not needed here are not looked at.</summary>
    public static BuiltImage? Read(string run, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var result = document.RootElement;
            var (id, environment, built) = (result.Text("ami_id"), result.Text("environment"), result.Member("timestamp"));
            return result.Flag("success") == true && id is not null && ImageId.Is(id) && environment is not null && built.ValueKind == JsonValueKind.Number
                ? new BuiltImage(id, run, environment, built.GetDouble())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

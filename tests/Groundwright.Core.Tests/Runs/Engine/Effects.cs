using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Tests.Runs.Engine;

/// <summary>Effects of tests: a small script under a real host.</summary>
internal static class Effects
{
    public static OnceEffect Of(string script, bool? happened = null) => new()
    {
        Command = _ => Task.FromResult(new Command("sh", ["-c", script]) { WorkingDirectory = Path.GetTempPath() }),
        Guards = _ => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["approved"] = "ada" }),
        Settle = (_, _) => Task.FromResult(new EffectVerdict(happened, ["looked"])),
    };

    /// <summary>Notes that it began, then goes on until a file is there; interrupted, it says so and ends with 7.</summary>
    public static string Long(EngineBench bench) =>
        $"trap 'echo interrupted; exit 7' INT TERM; echo x >> '{bench["count"]}'; echo begun; while [ ! -e '{bench["go"]}' ]; do sleep 0.05; done; echo ended";

    public static int Count(EngineBench bench) => File.Exists(bench["count"]) ? File.ReadAllLines(bench["count"]).Length : 0;
}

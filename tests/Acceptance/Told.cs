using System.Text.Json;

namespace Acceptance;

/// <summary>The program in one checkout, and what it tells other programs there.</summary>
/// <param name="root">The checkout.</param>
/// <param name="environment">Variables besides those of <see cref="Gw"/>.</param>
internal sealed class Told(string root, IReadOnlyDictionary<string, string?>? environment = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Words of a screen without its line breaks.</summary>
    public static string Words(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs a command to its end.</summary>
    public (int ExitCode, string Output) Gw(params string[] arguments)
    {
        using var gw = Acceptance.Gw.StartWith(environment ?? new Dictionary<string, string?>(), root, arguments);
        return (gw.WaitForExit(Limit), gw.Output);
    }

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public string Ok(params string[] arguments)
    {
        var (exit, output) = Gw(arguments);
        exit.ShouldBe(0, $"gw {string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>A row of the board.</summary>
    public JsonElement Row(string environment) => All("env", "list", "--json").Single(row => row.GetProperty("environment").GetString() == environment);

    /// <summary>The newest run.</summary>
    public JsonElement LastRun() => All("runs", "list", "--all", "--json").First();

    /// <summary>Id of the newest run.</summary>
    public string LastRunId() => LastRun().GetProperty("runId").GetString()!;

    private IEnumerable<JsonElement> All(params string[] arguments) => JsonDocument.Parse(Ok(arguments)).RootElement.EnumerateArray();
}

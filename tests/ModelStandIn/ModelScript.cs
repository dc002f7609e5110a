using System.Text.Json.Nodes;

namespace ModelStandIn;

/// <summary>What the model does: scenes, each chosen by words of the prompt.</summary>
public sealed class ModelScript
{
    private readonly Lock gate = new();
    private readonly List<(string Marker, Func<string, IReadOnlyList<Turn>> Turns)> scenes = [];
    private readonly Dictionary<string, int> met = [];

    /// <summary>Turns for prompts that hold a marker. The first scene that fits is played.</summary>
    public ModelScript When(string marker, params Turn[] turns) => When(marker, _ => turns);

    /// <summary>The same, with turns made from the prompt.</summary>
    public ModelScript When(string marker, Func<string, IReadOnlyList<Turn>> turns)
    {
        scenes.Add((marker, turns));
        return this;
    }

    /// <summary>
    /// The turn that comes next; null when no scene fits. A conversation carries the number of its last turn in the names of its tool calls, so that one that is sent again, or gone on
    /// with in another process, gets the right one.
    /// </summary>
    internal (Turn Turn, int Number)? Next(string prompt, IEnumerable<string> calls)
    {
        var scene = scenes.Find(candidate => prompt.Contains(candidate.Marker, StringComparison.Ordinal));
        if (scene.Turns is null) return null;
        var turns = scene.Turns(prompt);
        var number = calls.Select(ToolCall.TurnOf).Append(-1).Max() + 1;
        var turn = number < turns.Count ? turns[number] : new Turn("There is nothing left to do.");
        return (turn.Fault is { } fault && IsOver($"{scene.Marker}/{number}", fault.Times) ? turn with { Fault = null } : turn, number);
    }

    private bool IsOver(string place, int times)
    {
        lock (gate) return (met[place] = met.GetValueOrDefault(place) + 1) > times;
    }
}

/// <summary>One answer of the model.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Calls">Tools it calls. None: it is done.</param>
public sealed record Turn(string Text, params IReadOnlyList<ToolCall> Calls)
{
    /// <summary>What goes wrong before it. Default: nothing.</summary>
    public Fault? Fault { get; init; }
}

/// <summary>A tool call.</summary>
/// <param name="Name">As the CLI names the tool.</param>
/// <param name="Input">Its arguments.</param>
public sealed record ToolCall(string Name, JsonObject Input)
{
    /// <summary>For tools that take plain text (Codex's <c>apply_patch</c>) instead of <see cref="Input"/>. Null: they do not.</summary>
    public string? Text { get; init; }

    internal static string Id(int turn, int call) => $"toolu_{turn}_{call}";

    internal static int TurnOf(string id) => id.Split('_') is [_, var turn, _] && int.TryParse(turn, out var number) ? number : -1;
}

/// <summary>Something that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Times">How often; then it goes well. Default: always.</param>
public sealed record Fault(FaultKind Kind, int Times = int.MaxValue)
{
    /// <summary>Of <see cref="FaultKind.Status"/>, such as 529.</summary>
    public int Status { get; init; }

    /// <summary>An answer with a status of failure.</summary>
    public static Fault Of(int status, int times = int.MaxValue) => new(FaultKind.Status, times) { Status = status };
}

/// <summary>What can go wrong with a model.</summary>
public enum FaultKind
{
    /// <summary>It refuses with a status.</summary>
    Status,

    /// <summary>The connection ends in the middle of the answer.</summary>
    Dropped,

    /// <summary>Nothing comes.</summary>
    Hanging,

    /// <summary>The answer comes in drops.</summary>
    Slow,
}

using Groundwright.Core.Processes.Trees;

namespace Groundwright.Core.Processes;

/// <summary>
/// The signs on every process we start, by which its descendants are known even when they left its group and lost their parent: a variable and a tag. Commands within commands (an agent that calls <c>gw</c>) carry the outer mark as the front part of theirs.
/// </summary>
internal sealed record ProcessMark(string Value, DescentTag Tag)
{
    /// <summary>Which command a process belongs to.</summary>
    public const string Process = "GROUNDWRIGHT_PROCESS";

    /// <summary>Which run a process belongs to.</summary>
    public const string Owner = "GROUNDWRIGHT_OWNER";

    /// <summary>On effect hosts and their children: they outlive us on purpose.</summary>
    public const string Effect = "GROUNDWRIGHT_EFFECT";

    /// <summary>A new mark within our own.</summary>
    public static ProcessMark New()
    {
        var id = Guid.NewGuid().ToString("N");
        return new(Environment.GetEnvironmentVariable(Process) is { Length: > 0 } outer ? $"{outer}/{id}" : id, DescentTag.New());
    }

    /// <summary>Whether a process belongs to the command (Linux).</summary>
    public bool IsOn(int id) => Tag.IsOn(id) || (ProcessEnvironment.Of(id)[Process] is { } value && (value == Value || value.StartsWith(Value + "/", StringComparison.Ordinal)));
}

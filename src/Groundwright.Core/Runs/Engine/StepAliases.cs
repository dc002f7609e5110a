namespace Groundwright.Core.Runs.Engine;

/// <summary>
/// Old names of steps that were renamed, so that journals of earlier versions go on (rule J6): new name to old name, without the occurrence,
/// such as <c>test/plan</c> to <c>test/terraform-plan</c>.
/// </summary>
public sealed record StepAliases(IReadOnlyDictionary<string, string> OldNames)
{
    /// <summary>The renames of this version: none so far.</summary>
    public static StepAliases Current { get; } = new(new Dictionary<string, string>());

    /// <summary>The key under which a journal may know a step: its own, or the one of an earlier version.</summary>
    internal string Known(RunState state, string key)
    {
        if (state.Steps.ContainsKey(key)) return key;
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (!OldNames.TryGetValue(key[..dot] + key[slash..], out var old)) return key;
        var oldSlash = old.IndexOf('/', StringComparison.Ordinal);
        var oldKey = old[..oldSlash] + key[dot..slash] + old[oldSlash..];
        return state.Steps.ContainsKey(oldKey) ? oldKey : key;
    }
}

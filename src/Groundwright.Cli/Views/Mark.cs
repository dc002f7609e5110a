using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>One sign and one tone for every state, the same on every screen.</summary>
internal static class Mark
{
    public static readonly Span Done = new("✓", Tone.Good);
    public static readonly Span Failed = new("✗", Tone.Bad);
    public static readonly Span Going = new("●", Tone.Accent);
    public static readonly Span Later = new("○", Tone.Dim);
    public static readonly Span Waits = new("◌", Tone.Warn);
    public static readonly Span Unknown = new("?", Tone.Warn);
    public static readonly Span Warning = new("!", Tone.Warn);

    /// <summary>Tone of a status.</summary>
    public static Tone ToneOf(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Tone.Good,
        RunStatus.Failed => Tone.Bad,
        RunStatus.Waiting or RunStatus.Unknown => Tone.Warn,
        RunStatus.Running => Tone.Accent,
        RunStatus.Cancelled => Tone.Dim,
        _ => Tone.Plain,
    };

    /// <summary>A status as people read it.</summary>
    public static string Word(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "shipped",
        _ => status.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether somebody may still want to go on with a run.</summary>
    public static bool IsUnfinished(RunStatus status) => status is RunStatus.Running or RunStatus.Waiting or RunStatus.Unknown or RunStatus.Open or RunStatus.Failed;
}

using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Board;

namespace Groundwright.Cli.Views.Screens;

/// <summary>All environments at a glance.</summary>
internal static class BoardScreen
{
    /// <summary>The screen.</summary>
    public static Screen Of(IReadOnlyList<BoardRow> rows, ScreenScope scope)
    {
        if (rows.Count == 0) return new Screen().Add("  No environments. Write them in groundwright.yaml, or begin with: gw init");
        var table = new Table("ENVIRONMENT", "VERSION", "SINCE", "BY", "HEALTH", "NEXT");
        foreach (var row in rows)
        {
            table.Add(new Span(row.Environment, Tone.Accent), new Span(row.Version is { } version ? version[..Math.Min(7, version.Length)] : "-", Tone.Plain),
                new Span(row.Since is { } since ? Say.Age(scope.Now - since) : "-", Tone.Dim), new Span(row.By ?? "-", Tone.Plain), Health(row), new Span(row.Next, row.Next.StartsWith('!') ? Tone.Bad : Tone.Plain));
        }
        var screen = table.Lay(scope.Width);
        foreach (var row in rows)
            foreach (var finding in row.Drift)
                screen.Add($"  ! {row.Environment} has drifted since {finding.Since}: {finding.Target}, {Say.Many(finding.Changes.Count, "resource")} - gw drift show {row.Environment}", Tone.Warn);
        var commands = rows.Where(row => row.Command is not null).Select(row => (row.Command!, Purpose(row))).ToList();
        return commands.Count == 0 ? screen : screen.Blank().Add(Fields.Commands(commands));
    }

    private static Span Health(BoardRow row) => row.Health switch
    {
        null => new Span("-", Tone.Dim),
        { Good: true, Total: 0 } => new Span("not checked", Tone.Dim),
        { Good: true } good => new Span($"{Mark.Done.Text} {good.Passed}/{good.Total}", Tone.Good),
        var bad => new Span($"{Mark.Failed.Text} {bad.Passed}/{bad.Total}", Tone.Bad),
    };

    private static string Purpose(BoardRow row) => row.Health is { Good: false } ? $"{row.Environment} is not healthy" : row.Quarantine is not null ? "after you looked what is there" : row.Next;
}

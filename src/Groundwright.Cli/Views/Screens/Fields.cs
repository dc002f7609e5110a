using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>The <c>label  value</c> lines and command lines that all screens share.</summary>
internal static class Fields
{
    private const int Label = 11;

    /// <summary>Adds a labelled value, wrapped under itself. Nothing when the value is empty.</summary>
    public static void Add(Screen screen, string label, string? value, int width, Tone tone = Tone.Plain)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        foreach (var part in PlainText.Wrap(value.TrimEnd(), width - Label - 6))
        {
            screen.Add(new Line().Add("    ").Cell(label, Label, Tone.Dim).Add(part, tone));
            label = "";
        }
    }

    /// <summary>A command to paste, and what it does.</summary>
    public static Line Command(string command, string purpose, int column = 0)
    {
        var line = new Line().Add("    ").Add(command, Tone.Accent);
        return purpose.Length == 0 ? line : line.To(Math.Max(line.Width + 3, column)).Add(purpose, Tone.Dim);
    }

    /// <summary>Commands below each other, their purposes aligned.</summary>
    public static Screen Commands(IReadOnlyList<(string Command, string Purpose)> commands)
    {
        var column = commands.Count == 0 ? 0 : commands.Max(command => command.Command.Length) + 7;
        var screen = new Screen();
        foreach (var (command, purpose) in commands) screen.Add(Command(command, purpose, column));
        return screen;
    }
}

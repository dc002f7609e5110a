using Spectre.Console;

namespace Groundwright.Cli.Views.Live;

/// <summary>A Spectre console on our streams.</summary>
internal static class LiveConsole
{
    /// <summary>For the error stream: what goes on is not the result.</summary>
    public static IAnsiConsole On(Terminal terminal) => On(terminal.Error, terminal.ErrorColour, terminal.Width);

    /// <summary>For any stream.</summary>
    public static IAnsiConsole On(TextWriter output, bool colour, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        return console;
    }
}

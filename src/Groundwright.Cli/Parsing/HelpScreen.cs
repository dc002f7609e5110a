using System.CommandLine;
using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Parsing;

/// <summary>Help of a command: an example first, then what it does and takes.</summary>
internal static class HelpScreen
{
    private static readonly string[] RootExamples =
    [
        "gw sdlc 12           # takes issue 12 from plan to shipped",
        "gw runs resume       # goes on after Ctrl-C or a crash",
    ];

    /// <summary>Where each command stands in the help of <c>gw</c>, in the order in which people come to need them.</summary>
    internal static IReadOnlyList<(string Title, string[] Commands)> Groups { get; } =
    [
        ("Begin", ["init", "demo", "doctor", "config", "agents", "completion"]),
        ("From request to shipped", ["sdlc", "zte", "plan", "build", "image", "test", "review", "document", "ship", "patch", "run"]),
        ("Runs", ["runs", "approvals", "approve", "reject", "retry", "cancel"]),
        ("Environments", ["env", "deploy", "promote", "rollback", "destroy", "drift", "services"]),
        ("The record", ["releases", "figures", "audit"]),
        ("For other programs", ["mcp"]),
    ];

    /// <summary>Shows it.</summary>
    public static void Write(Command command, Terminal terminal) => terminal.Out.Write(Of(command, terminal.Width).Render(terminal.OutColour));

    /// <summary>Makes it.</summary>
    public static Screen Of(Command command, int width)
    {
        var screen = new Screen();
        foreach (var example in command is CommandNode node ? node.Examples : RootExamples)
        {
            var (text, comment) = Split(example);
            screen.Add(new Line().Add("  ").Add(text, Tone.Accent).Add(comment, Tone.Dim));
        }
        screen.Blank();
        foreach (var part in PlainText.Wrap($"{command.Description?.TrimEnd('.')}.", width - 4)) screen.Add($"  {part}");
        screen.Blank().Add(new Line().Add("  Usage: ", Tone.Dim).Add(HelpText.Usage(command)));
        if (command is RootCommand) foreach (var (title, names) in Groups) Section(screen, title, [.. names.Select(name => Row(command, name)).OfType<(string, string)>()], width);
        else Section(screen, "Commands", [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? ""))], width);
        Section(screen, "Arguments", [.. command.Arguments.Where(argument => !argument.Hidden).Select(argument => ($"<{argument.Name}>", argument.Description ?? ""))], width);
        Section(screen, "Options", [.. HelpText.Own(command).Select(option => (HelpText.Name(option), HelpText.Description(option)))], width);
        if (command is RootCommand) Section(screen, "Options of every command", [.. HelpText.Shared(command).Select(option => (HelpText.Name(option), HelpText.Description(option)))], width);
        else screen.Blank().Add("  Options of every command, such as --json and --yes: gw --help", Tone.Dim);
        return screen;
    }

    private static (string, string)? Row(Command root, string name) =>
        root.Subcommands.FirstOrDefault(sub => sub.Name == name) is { } sub ? (sub.Name, sub.Description ?? "") : null;

    private static void Section(Screen screen, string title, IReadOnlyList<(string Name, string Text)> rows, int width)
    {
        if (rows.Count == 0) return;
        screen.Blank().Add($"  {title}", Tone.Strong);
        var column = Math.Min(28, rows.Max(row => row.Name.Length) + 7);
        foreach (var (name, text) in rows)
        {
            var line = new Line().Add("    ").Add(name, Tone.Accent);
            if (line.Width >= column)
            {
                screen.Add(line);
                line = new Line();
            }
            foreach (var part in PlainText.Wrap(text, width - column - 1))
            {
                screen.Add(line.To(column).Add(part));
                line = new Line();
            }
        }
    }

    private static (string Text, string Comment) Split(string example)
    {
        var at = example.IndexOf(" #", StringComparison.Ordinal);
        return at < 0 ? (example, "") : (example[..at], example[at..]);
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Groundwright.Cli.Parsing;

/// <summary>The reference page of all commands, made from the tree that parses them.</summary>
internal static class CommandReference
{
    /// <summary>The page.</summary>
    public static string Markdown()
    {
        var nowhere = new Terminal(() => TextWriter.Null, () => TextWriter.Null, () => TextReader.Null);
        var host = new CommandHost(nowhere, () => TimeZoneInfo.Utc, (_, _) => throw new InvalidOperationException("reference only"));
        var root = CommandTree.Whole(host);
        var page = new StringBuilder("# Commands\n\nMade by the program from its own commands. `gw <command> --help` shows the same.\n\n## Options of every command\n\n");
        Options(page, HelpText.Shared(root));
        page.Append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | done, or waiting for a gate as designed |\n| 1 | tried, and did not succeed |\n| 2 | took longer than allowed |\n")
            .Append("| 3 | the command line or a file it names is wrong |\n| 4 | a tool, sign-in, file or earlier phase is missing |\n| 5 | somebody stopped it |\n");
        foreach (var command in root.Subcommands.Where(command => !command.Hidden)) Section(page, command);
        return page.ToString();
    }

    private static void Section(StringBuilder page, Command command)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## `{HelpText.Path(command)}`\n\n{command.Description}.\n\n```\n");
        foreach (var example in command is CommandNode node ? node.Examples : []) page.Append(example).Append('\n');
        page.Append(CultureInfo.InvariantCulture, $"```\n\nUsage: `{HelpText.Usage(command)}`\n");
        var arguments = command.Arguments.Where(argument => !argument.Hidden).ToList();
        if (arguments.Count > 0)
        {
            page.Append("\n| argument | meaning |\n|---|---|\n");
            foreach (var argument in arguments) page.Append(CultureInfo.InvariantCulture, $"| `<{argument.Name}>` | {Cell(argument.Description ?? "")} |\n");
        }
        var own = HelpText.Own(command).ToList();
        if (own.Count > 0)
        {
            page.Append('\n');
            Options(page, own);
        }
        foreach (var sub in command.Subcommands.Where(sub => !sub.Hidden)) Section(page, sub);
    }

    private static void Options(StringBuilder page, IEnumerable<Option> options)
    {
        page.Append("| option | meaning |\n|---|---|\n");
        foreach (var option in options) page.Append(CultureInfo.InvariantCulture, $"| `{HelpText.Name(option)}` | {Cell(HelpText.Description(option))} |\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

using System.CommandLine;

namespace Groundwright.Cli.Parsing;

/// <summary>What help and the reference say about the parts of a command.</summary>
internal static class HelpText
{
    /// <summary>The words to type before anything else: <c>gw runs list</c>.</summary>
    public static string Path(Command command) =>
        command is RootCommand ? "gw" : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent) : "gw")} {command.Name}";

    /// <summary>The usage line.</summary>
    public static string Usage(Command command)
    {
        var words = new List<string> { Path(command) };
        if (command.Subcommands.Any(sub => !sub.Hidden)) words.Add("<command>");
        words.AddRange(command.Arguments.Where(argument => !argument.Hidden).Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[<{argument.Name}>]"));
        words.Add("[options]");
        return string.Join(' ', words);
    }

    /// <summary>An option as people type it: <c>-q, --quiet</c>.</summary>
    public static string Name(Option option)
    {
        var names = option.Aliases.Append(option.Name).Where(name => name != "/?" && name != "/h" && name != "-?").Distinct().OrderBy(name => name.Length);
        var value = option.HelpName is { } help && option.ValueType != typeof(bool) ? $" {help}" : "";
        return string.Join(", ", names) + value;
    }

    /// <summary>Options of this command alone.</summary>
    public static IEnumerable<Option> Own(Command command) => command.Options.Where(option => !option.Hidden && !option.Recursive);

    /// <summary>Options that every command takes.</summary>
    public static IEnumerable<Option> Shared(Command command)
    {
        var root = command;
        while (root.Parents.OfType<Command>().FirstOrDefault() is { } parent) root = parent;
        return root.Options.Where(option => !option.Hidden && option.Recursive);
    }

    /// <summary>What an option does.</summary>
    public static string Description(Option option) => option.Name switch
    {
        "--help" => "Show this",
        "--version" => "Show the version",
        _ => option.Description ?? "",
    } + (option.Required ? " (required)" : "");
}

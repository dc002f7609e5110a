using System.CommandLine;
using System.CommandLine.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Parsing;

/// <summary>What is wrong with a command line, in our words, with what was probably meant.</summary>
internal static class ParseProblems
{
    /// <summary>The problems of a command line; empty when it is right.</summary>
    public static IReadOnlyList<Problem> Of(ParseResult parse)
    {
        if (parse.Errors.Count == 0) return [];
        var command = parse.CommandResult.Command;
        var help = new Remedy($"{HelpText.Path(command)} --help", "says what it takes");
        var unmatched = parse.UnmatchedTokens.Select(token => Unmatched(command, token, help)).ToList();
        if (unmatched.Count > 0) return unmatched;
        return [.. parse.Errors.Select(error => Problem.Of(CommandProblems.BadArguments, Say(error, command), null, help)).DistinctBy(problem => problem.Summary)];
    }

    private static Problem Unmatched(Command command, string token, Remedy help)
    {
        var option = token.StartsWith('-');
        var names = option
            ? HelpText.Own(command).Concat(HelpText.Shared(command)).SelectMany(known => known.Aliases.Append(known.Name))
            : command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name);
        var near = Nearest(token, names) ?? (option ? null : Below(command, token));
        var meant = near is null ? "" : $", did you mean `{near}`?";
        var path = HelpText.Path(command);
        if (option) return Problem.Of(CommandProblems.UnknownOption, $"`{path}` has no option `{token}`{meant}", null, help);
        return command.Subcommands.Count > 0
            ? Problem.Of(CommandProblems.UnknownCommand, $"there is no command `{path} {token}`{meant}", null,
                near is null ? help : new Remedy($"{path} {near} --help", "says what it does"), help)
            : Problem.Of(CommandProblems.BadArguments, $"`{path}` does not take `{token}`", null, help);
    }

    // `gw resolve` means `gw runs resolve`.
    private static string? Below(Command command, string token) =>
        command.Subcommands.Where(sub => !sub.Hidden && sub.Subcommands.Any(below => below.Name == token)).Select(sub => $"{sub.Name} {token}").FirstOrDefault();

    private static string Say(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: { } argument } when argument.Parents.OfType<Option>().FirstOrDefault() is { } owner => $"`{owner.Name}` needs a value",
        ArgumentResult { Tokens.Count: 0, Argument: { } argument } => $"`{HelpText.Path(command)}` needs <{argument.Name}>",
        CommandResult when command.Subcommands.Count > 0 =>
            $"`{HelpText.Path(command)}` needs a command: {string.Join(", ", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))}",
        OptionResult { Tokens.Count: 0, Option: { } option } when option.Required && option.ValueType != typeof(bool) => $"`{HelpText.Path(command)}` needs {option.Name} {option.HelpName}",
        OptionResult { Tokens.Count: 0, Option: { } option } => $"`{option.Name}` needs a value",
        _ => char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.'),
    };

    /// <summary>The name that needs the fewest changes, when they are few for its length.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(typed, name)))
        .Where(near => near.Distance <= Math.Max(1, near.Name.Length / 3) || (typed.Length > 2 && near.Name.StartsWith(typed, StringComparison.Ordinal)))
        .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
        .Select(near => near.Name).FirstOrDefault();

    // Changes, insertions, deletions and swaps of neighbours, which are what fingers do.
    private static int Distance(string from, string to)
    {
        var steps = Enumerable.Range(0, from.Length + 1).Select(i => new int[to.Length + 1]).ToArray();
        for (var i = 0; i <= from.Length; i++) steps[i][0] = i;
        for (var j = 0; j <= to.Length; j++) steps[0][j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var change = from[i - 1] == to[j - 1] ? 0 : 1;
                steps[i][j] = Math.Min(Math.Min(steps[i - 1][j] + 1, steps[i][j - 1] + 1), steps[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) steps[i][j] = Math.Min(steps[i][j], steps[i - 2][j - 2] + 1);
            }
        }
        return steps[from.Length][to.Length];
    }
}

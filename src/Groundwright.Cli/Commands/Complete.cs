using System.CommandLine;
using System.CommandLine.Completions;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary>Hidden: what the completion scripts ask. Prints what can stand where the last word stands, one a line, a description behind a tab.</summary>
internal static class Complete
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var node = new CommandNode("complete", "Completes a command line; called by the completion scripts") { words };
        node.Hidden = true;
        return node.Runs(host, parse => parse.GetValue(words) ?? [], (typed, context, _) =>
        {
            var lines = Candidates(host, typed).Select(item => item.Detail is { Length: > 0 } detail ? $"{item.Label}\t{PlainText.Clean(detail)}" : item.Label);
            context.Print(string.Concat(lines.Select(line => line + "\n")));
            return Task.FromResult(ExitCode.Ok);
        });
    }

    /// <summary>What can stand in the place of the last of these words.</summary>
    public static IReadOnlyList<CompletionItem> Candidates(CommandHost host, IReadOnlyList<string> typed)
    {
        var partial = typed.Count == 0 ? "" : typed[^1];
        var before = typed.Take(Math.Max(0, typed.Count - 1)).ToArray();
        var parse = CommandTree.Whole(host).Parse(before);
        var command = parse.CommandResult.Command;
        var context = parse.GetCompletionContext();
        // The value of an option that takes one.
        var owner = HelpText.Own(command).Concat(HelpText.Shared(command)).FirstOrDefault(option =>
            before.Length > 0 && option.ValueType != typeof(bool) && option.Aliases.Append(option.Name).Contains(before[^1]));
        IEnumerable<CompletionItem> all = owner is not null ? owner.GetCompletions(context)
            : partial.StartsWith('-') ? Options(command)
            : command.Subcommands.Count > 0 ? command.Subcommands.Where(sub => !sub.Hidden).Select(sub => new CompletionItem(sub.Name, detail: sub.Description))
            : command.Arguments.FirstOrDefault(argument => parse.GetResult(argument) is not { Tokens.Count: > 0 })?.GetCompletions(context) ?? [];
        return [.. all.Where(item => item.Label.StartsWith(partial, StringComparison.OrdinalIgnoreCase)).DistinctBy(item => item.Label)];
    }

    private static IEnumerable<CompletionItem> Options(Command command) => HelpText.Own(command).Concat(HelpText.Shared(command))
        .Select(option => new CompletionItem(option.Name, detail: HelpText.Description(option)));
}

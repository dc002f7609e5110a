using System.CommandLine;
using Groundwright.Cli.Parsing;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw plan</c> and the other phases, <c>gw sdlc</c> and <c>gw zte</c>: the same command with another name.</summary>
internal static class Phase
{
    /// <summary>Phases and built-in workflows as people type them.</summary>
    public static IReadOnlyList<PhaseVerb> Verbs { get; } =
    [
        new("plan", "Classifies the request and writes the spec", Entry: true),
        new("build", "Makes the change"),
        new("image", "Builds the machine image"),
        new("test", "Checks the change and makes the deployment plan"),
        new("review", "Looks for what is wrong with the change, and mends blockers"),
        new("document", "Writes down what changed"),
        new("ship", "Merges the change and deploys the first environment"),
        new("patch", "Makes a small change to what was built", Entry: true),
        new("sdlc", "Takes a request from plan to shipped", Entry: true),
        new("zte", "Does the same without a person, where the configuration allows it", Entry: true),
    ];

    /// <summary>The command of one of them.</summary>
    public static CommandNode Command(CommandHost host, PhaseVerb verb)
    {
        var issue = Symbols.Issue();
        issue.Arity = ArgumentArity.ZeroOrOne;
        var id = Symbols.Id(host);
        var symbols = new WorkSymbols();
        var change = new Option<string?>("--change") { Description = "What to change, in words; without it, what the request says", HelpName = "TEXT" };
        var node = new CommandNode(verb.Name, verb.Summary, verb.Entry
            ? [$"gw {verb.Name} 12", $"gw {verb.Name} 12 --yes   # answers the gates that you may answer"]
            : [$"gw {verb.Name} 12", $"gw {verb.Name} 12 7k2m9xqd"]) { issue, id };
        if (verb.Name == "patch") node.Add(change);
        symbols.AddTo(node, verb.Entry);
        return node.Runs(host,
            parse => symbols.Read(parse, verb.Name == "zte" ? "sdlc" : verb.Name, verb.Entry, parse.GetValue(issue), parse.GetValue(id), verb.Name switch
            {
                "zte" => ("zte", "true"),
                "patch" when parse.GetValue(change) is { } text => ("patch", text),
                _ => null,
            }),
            Work.Run);
    }
}

/// <summary>A phase or workflow with a command of its own.</summary>
/// <param name="Name">What people type.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Entry">Whether it begins a run; the others go on with one.</param>
internal sealed record PhaseVerb(string Name, string Summary, bool Entry = false);

using System.CommandLine;
using Groundwright.Cli.Parsing;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw run</c>: own workflows.</summary>
internal static class RunWorkflow
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var workflow = new Argument<string>("workflow") { Description = "Name of a workflow in groundwright.yaml, or of a phase" };
        var issue = Symbols.Issue();
        var id = Symbols.Id(host);
        var symbols = new WorkSymbols();
        var node = new CommandNode("run", "Runs a workflow of your own", "gw run change 12", "gw run hotfix 13 --hotfix prod   # begins at what is released in prod") { workflow, issue, id };
        symbols.AddTo(node, entry: true);
        return node.Runs(host, parse => symbols.Read(parse, parse.GetRequiredValue(workflow), entry: true, parse.GetValue(issue), parse.GetValue(id), null), Work.Run);
    }
}

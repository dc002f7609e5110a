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
        var node = new CommandNode("run", "Runs a workflow of your own", "gw run hotfix 12") { workflow, issue, id };
        symbols.AddTo(node);
        return node.Runs(host, parse => symbols.Read(parse, parse.GetRequiredValue(workflow), entry: true, parse.GetValue(issue), parse.GetValue(id), null), Work.Run);
    }
}

using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary><c>gw env list</c></summary>
internal static class List
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) =>
        new CommandNode("list", "Shows which version is where, since when, by whom, healthy or not, and what may go next", "gw env list", "gw env list --json")
            .Runs(host, _ => false, (_, context, cancellationToken) => Run(context, cancellationToken));

    private static async Task<ExitCode> Run(CommandContext context, CancellationToken cancellationToken)
    {
        var rows = (await context.Services.Environments.Board(cancellationToken)).Rows;
        context.Show(rows, () => CliJson.Default.IReadOnlyListBoardRow, shown => BoardScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}

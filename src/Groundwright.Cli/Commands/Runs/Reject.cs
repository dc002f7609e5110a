using Groundwright.Cli.Parsing;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs reject</c>, short <c>gw reject</c></summary>
internal static class Reject
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => Answering.Command(host, "reject", "Refuses what a run waits for", approved: false,
        "gw reject 7k2m9xqd --reason \"would delete the reports database\"");
}

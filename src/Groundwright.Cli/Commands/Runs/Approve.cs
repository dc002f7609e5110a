using Groundwright.Cli.Parsing;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs approve</c>, short <c>gw approve</c></summary>
internal static class Approve
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => Answering.Command(host, "approve", "Agrees to what a run waits for, and goes on with it", approved: true,
        "gw approve 7k2m9xqd --reason \"looked at the plan\"",
        "gw approve 7k2m9xqd --option 2 --reason \"fewer parts\"",
        "gw approve 7k2m9xqd --gate destroy-stateful --no-wait");
}

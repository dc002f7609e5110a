using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Config;

/// <summary><c>gw config schema</c></summary>
internal static class Schema
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => new CommandNode("schema", "Prints the JSON Schema of groundwright.yaml, for editors",
        "gw config schema > groundwright.schema.json").Runs(host, parse => 0, (_, context, _) =>
        {
            context.Print(context.Services.Configuration.Schema().TrimEnd() + "\n");
            return Task.FromResult(ExitCode.Ok);
        });
}

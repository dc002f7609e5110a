using System.CommandLine;
using System.CommandLine.Invocation;

namespace Groundwright.Cli.Parsing;

/// <summary>What <c>--help</c> does.</summary>
internal sealed class ShowHelp(CommandHost host) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        HelpScreen.Write(parseResult.CommandResult.Command, host.Terminal);
        return 0;
    }
}

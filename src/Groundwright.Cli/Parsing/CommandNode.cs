using System.CommandLine;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Parsing;

/// <summary>A command as people type it, with the examples its help begins with.</summary>
internal sealed class CommandNode : Command
{
    /// <summary>Makes one.</summary>
    /// <param name="name">What people type.</param>
    /// <param name="summary">One line: what it does.</param>
    /// <param name="examples">Command lines, each with a few words behind <c>#</c>.</param>
    public CommandNode(string name, string summary, params string[] examples)
        : base(name, summary) => Examples = examples;

    /// <summary>Shown first in its help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Says what it does when it is typed: parse, then options, then run.</summary>
    public CommandNode Runs<TOptions>(CommandHost host, Func<ParseResult, TOptions> read, Func<TOptions, CommandContext, CancellationToken, Task<ExitCode>> run)
    {
        SetAction(async (parse, cancellationToken) =>
        {
            await using var context = host.Open(parse);
            return (int)await run(read(parse), context, cancellationToken);
        });
        return this;
    }
}

using System.CommandLine;

namespace Groundwright.Cli.Parsing;

/// <summary>What can be said with every command.</summary>
internal sealed record GlobalOptions
{
    /// <summary>Results and events as JSON on standard output.</summary>
    public bool Json { get; init; }

    /// <summary>Results only.</summary>
    public bool Quiet { get; init; }

    /// <summary>Also the commands that are run, and what steps print.</summary>
    public bool Verbose { get; init; }

    /// <summary>File that gets everything; null: none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Answers questions and the gates that the actor may answer.</summary>
    public bool Yes { get; init; }

    /// <summary>Uses <c>groundwright.yaml</c> as it lies in the checkout.</summary>
    public bool Uncommitted { get; init; }

    /// <summary>Directory to work in; null: the current one.</summary>
    public string? Directory { get; init; }
}

/// <summary>The options that every command takes, as the parser knows them.</summary>
internal sealed class GlobalSymbols
{
    private readonly Option<bool> json = new("--json") { Description = "Results and events as JSON on standard output", Recursive = true };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Show results only", Recursive = true };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Show the commands that are run and what they print, secrets masked", Recursive = true };
    private readonly Option<string?> logFile = new("--log-file") { Description = "Write everything to this file", HelpName = "FILE", Recursive = true };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Answer questions, and the gates that you may answer", Recursive = true };
    private readonly Option<bool> uncommitted = new("--uncommitted") { Description = "Use groundwright.yaml as it lies in the checkout", Recursive = true };
    private readonly Option<string?> directory = new("-C") { Description = "Work in this directory", HelpName = "DIR", Recursive = true };

    /// <summary>All of them, in the order help shows them.</summary>
    public IEnumerable<Option> All => [json, quiet, verbose, logFile, yes, uncommitted, directory];

    /// <summary>What was said.</summary>
    public GlobalOptions Read(ParseResult parse) => new()
    {
        Json = parse.GetValue(json),
        Quiet = parse.GetValue(quiet),
        Verbose = parse.GetValue(verbose),
        LogFile = parse.GetValue(logFile),
        Yes = parse.GetValue(yes),
        Uncommitted = parse.GetValue(uncommitted),
        Directory = parse.GetValue(directory),
    };
}

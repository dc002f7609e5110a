using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery;

namespace Groundwright.Cli.Commands;

/// <summary>Options of every command that asks for work.</summary>
internal sealed class WorkSymbols
{
    private readonly Option<string?> environment = new("--environment", "-e") { Description = "Environment to plan for and deploy to; default: the first one", HelpName = "NAME" };
    private readonly Option<string?> state = new("--state") { Description = "With `-`: read the state file from standard input and write it to standard output", HelpName = "-" };

    private readonly Option<string?> hotfix = new("--hotfix") { Description = "Begin at what is released in this environment instead of the default branch, and merge back into it", HelpName = "ENV" };

    /// <summary>Adds them.</summary>
    /// <param name="node">The command.</param>
    /// <param name="entry">Whether it begins runs: only then can it be said where.</param>
    public void AddTo(CommandNode node, bool entry)
    {
        node.Add(environment);
        if (entry) node.Add(hotfix);
        node.Add(state);
        state.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value != "-") result.AddError("--state takes `-` only: the state comes from standard input.");
        });
    }

    /// <summary>What was said.</summary>
    public WorkOptions Read(ParseResult parse, string workflow, bool entry, string? issue, string? id, (string Name, string Value)? extra)
    {
        var options = new Dictionary<string, string>();
        if (parse.GetValue(environment) is { } name) options["environment"] = name;
        if (entry && parse.GetValue(hotfix) is { } mended) options[HotfixOption.Name] = mended;
        if (extra is { } more) options[more.Name] = more.Value;
        return new WorkOptions(workflow, entry, issue, id, options, parse.GetValue(state) is not null);
    }
}

/// <summary>Work asked for on the command line.</summary>
/// <param name="Workflow">Workflow or phase.</param>
/// <param name="Entry">Whether it begins a run when none is named.</param>
/// <param name="Issue">Request; null only when the piped state says it.</param>
/// <param name="Id">Run, or id for a new one.</param>
/// <param name="Values">Other values for the work.</param>
/// <param name="PipeState">Whether state comes in and goes out.</param>
internal sealed record WorkOptions(string Workflow, bool Entry, string? Issue, string? Id, IReadOnlyDictionary<string, string> Values, bool PipeState);

using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw approvals</c>: one inbox for everything that waits for a person.</summary>
internal static class Approvals
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) =>
        new CommandNode("approvals", "Shows everything that waits for a person, oldest first", "gw approvals", "gw approvals --json")
            .Runs(host, _ => false, (_, context, _) => Task.FromResult(Run(context)));

    private static ExitCode Run(CommandContext context)
    {
        var waiting = context.Services.Runs.List().Where(run => run.Status == RunStatus.Waiting).Select(run => Driving.StateOf(context, run.RunId))
            .SelectMany(state => state.OpenGates.Select(gate => Of(state, gate, context))).OrderBy(entry => entry.Since).ToList();
        context.Show<IReadOnlyList<WaitingApproval>>(waiting, () => CliJson.Default.IReadOnlyListWaitingApproval, all => Human(all, context.Scope));
        return ExitCode.Ok;
    }

    private static WaitingApproval Of(RunState state, GateState gate, CommandContext context)
    {
        var refusal = GateRules.Refusal(gate.Request, context.Services.Actor, new GateSay(true, gate.Request.Subject) { Typed = gate.Request.Typed, Option = gate.Request.Options is null ? null : 1 });
        return new WaitingApproval(state.Id, gate.Request.Name, gate.Request.Title, gate.Request.Subject, gate.Opened, state.Work[^1].Actor.Name,
            gate.Answers.Count(answer => answer.Approved), gate.Request.Count ?? 1, refusal)
        { Options = gate.Request.Options, Proposed = gate.Request.Proposed };
    }

    private static Screen Human(IReadOnlyList<WaitingApproval> all, ScreenScope scope)
    {
        if (all.Count == 0) return new Screen().Add("  Nothing waits for a person.");
        var table = new Table("RUN", "GATE", "WHAT", "ASKED BY", "SINCE", "AGREED");
        foreach (var entry in all)
        {
            table.Add(new Span(entry.Run, Tone.Accent), new Span(entry.Gate, Tone.Plain), new Span(entry.Options is { } options ? $"{entry.Title} ({options.Count} options)" : entry.Title, Tone.Plain), new Span(entry.AskedBy, Tone.Plain),
                new Span(Say.Age(scope.Now - entry.Since), Tone.Dim), new Span($"{entry.Agreed} of {entry.Wanted}", Tone.Plain));
        }
        var screen = table.Lay(scope.Width).Blank();
        var first = all.FirstOrDefault(entry => entry.NotYou is null);
        return first is null
            ? screen.Add($"    none of them is for you: {all[0].NotYou}", Tone.Dim)
            : screen.Add(Fields.Commands([($"gw runs show {first.Run}", "what is at stake"), ($"gw approve {first.Run} --gate {first.Gate}{(first.Options is null ? "" : " --option N")}", "agrees, after showing it")]));
    }
}

/// <summary>Something that waits for a person.</summary>
/// <param name="Run">The run.</param>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Title">What is agreed to.</param>
/// <param name="Subject">Id of the plan; null: none.</param>
/// <param name="Since">Since when.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="Agreed">How many have agreed.</param>
/// <param name="Wanted">How many must.</param>
/// <param name="NotYou">Why the one who looks may not answer; null: may.</param>
internal sealed record WaitingApproval(string Run, string Gate, string Title, string? Subject, DateTimeOffset Since, string AskedBy, int Agreed, int Wanted, string? NotYou)
{
    /// <summary>What can be chosen between; null: it is a yes or a no.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Number of the option that is proposed; null: none is.</summary>
    public int? Proposed { get; init; }
}

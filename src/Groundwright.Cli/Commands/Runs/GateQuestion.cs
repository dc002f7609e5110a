using System.Globalization;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary>Shows a person what waits and asks for their answer, where they have not given it with the command.</summary>
internal static class GateQuestion
{
    /// <summary>What they say; null: they do not agree.</summary>
    public static async Task<GateSay?> Ask(CommandContext context, RunState state, GateRequest gate, GateSay say, CancellationToken cancellationToken)
    {
        var typed = say.Typed;
        var named = say.Subject is not null || gate.Subject is null;
        var chosen = say.Option is not null || gate.Options is null;
        if (named && chosen && (gate.Typed is null || typed is not null)) return say;
        context.Chat(GateScreen.Of(state, context.Scope).Blank());
        if (!chosen)
        {
            if (await context.AskFor($"Which option, 1 to {gate.Options!.Count}?", "--option N", cancellationToken) is not { } number) return null;
            // What is no number is none of the options, and refused with their list.
            say = say with { Option = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var option) ? option : 0 };
        }
        if (gate.Typed is { } word && typed is null) typed = await context.AskFor($"Type `{word}` to {gate.Title}:", $"--confirm {word}", cancellationToken);
        else if (!named && !await context.Confirm($"Approve plan {gate.Subject}?", cancellationToken)) return null;
        return typed is null && gate.Typed is not null ? null : say with { Subject = say.Subject ?? gate.Subject, Typed = typed };
    }
}

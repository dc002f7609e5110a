using System.CommandLine;
using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Drift;

/// <summary><c>gw drift check</c></summary>
internal static class Check
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Environment, TimeSpan? Every);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.EnvironmentOrAll();
        var every = new Option<TimeSpan?>("--every")
        {
            Description = "Look again after this long, such as 1h or 30m, until Ctrl-C; a look that takes longer is not overtaken",
            HelpName = "AGE",
            CustomParser = result => Ages.Parse(result),
        };
        return new CommandNode("check", "Asks every target whether the world still is what was released; changes nothing, and ends with 1 when it is not",
            "gw drift check prod",
            "gw drift check --every 1h   # all environments, until Ctrl-C") { environment, every }
            .Runs(host, parse => new Options(parse.GetValue(environment), parse.GetValue(every)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        if (options.Every is { } every)
        {
            if (every < Shortest) throw new GroundwrightException(Problem.Of(CommandProblems.BadArguments, "`--every` must be at least 1m", "Each look reads every resource from its cloud.", new Remedy("gw drift check --every 1h", "every hour")));
            return await Repeat(options, every, context, cancellationToken);
        }
        var outcomes = await Round(options, context, cancellationToken);
        context.Show(outcomes, () => CliJson.Default.IReadOnlyListDriftOutcome, shown => DriftScreen.Of(shown, context.Scope));
        var bad = outcomes.Any(outcome => outcome.Unknown.Count > 0 || outcome.Findings.Any(finding => !DriftFindings.IsIgnored(finding, context.Services.Clock.GetUtcNow())));
        return bad ? ExitCode.Failed : ExitCode.Ok;
    }

    // One round after the other in this process: nothing runs side by side, whatever a round takes.
    private static async Task<ExitCode> Repeat(Options options, TimeSpan every, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var outcomes = await Round(options, context, cancellationToken);
                if (context.Options.Json) await context.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(outcomes, CliJson.Default.IReadOnlyListDriftOutcome).AsMemory(), cancellationToken);
                else context.Show(new Screen().Add($"  {Say.Clock(context.Scope.Now, context.Scope.Now, context.Zone)}", Tone.Dim).Add(DriftScreen.Of(outcomes, context.Scope)));
                await Task.Delay(every, context.Services.Clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
            return ExitCode.Ok;
        }
    }

    private static async Task<IReadOnlyList<DriftOutcome>> Round(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var outcomes = new List<DriftOutcome>();
        foreach (var environment in EnvironmentChoice.OneOrAll(settings, options.Environment)) outcomes.Add(await One(settings, environment, context, cancellationToken));
        return outcomes;
    }

    private static async Task<DriftOutcome> One(Settings settings, EnvironmentSettings environment, CommandContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        if ((await services.Ledger.Read(cancellationToken)).Current(environment.Name) is not { } release) return DriftOutcome.Skip(environment.Name, "nothing is released there");
        using var checkout = await new Checkouts(services.Repository).Make($"drift-{environment.Name}", release.Tree, cancellationToken);
        var subject = new DriftSubject(environment, release, await services.TargetsOf(settings, environment, cancellationToken), checkout.Directory);
        return await new DriftCheck(services.Ledger, services.Locks, services.Clock).Run(subject, services.Actor,
            line => { if (context.Options.Verbose) context.Chat(new Screen().Add($"  │ {line.Text}", Tone.Dim)); }, cancellationToken);
    }
}

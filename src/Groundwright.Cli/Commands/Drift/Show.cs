using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Drift;

/// <summary><c>gw drift show</c></summary>
internal static class Show
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Environment);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.EnvironmentOrAll();
        return new CommandNode("show", "Shows what the last checks found, without looking again", "gw drift show prod") { environment }
            .Runs(host, parse => new Options(parse.GetValue(environment)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var ledger = await context.Services.Ledger.Read(cancellationToken);
        IReadOnlyList<EnvironmentDrift> found = [.. EnvironmentChoice.OneOrAll(settings, options.Environment).Select(environment => new EnvironmentDrift(environment.Name, ledger.Of(environment.Name).Drift))];
        context.Show(found, () => CliJson.Default.IReadOnlyListEnvironmentDrift, shown => DriftScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}

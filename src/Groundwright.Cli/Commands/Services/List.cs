using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments.Services;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Services;

/// <summary><c>gw services list</c></summary>
internal static class List
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Environment);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.InEnvironment();
        return new CommandNode("list", "Shows the services of groundwright.yaml and what is configured for them",
            "gw services list",
            "gw services list --environment prod   # addresses as they are there") { environment }
            .Runs(host, parse => new Options(parse.GetValue(environment)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        IReadOnlyList<ServiceLine> lines = [.. ServiceChoice.All(settings, options.Environment).Select(ServiceLine.Of)];
        context.Show(lines, () => CliJson.Default.IReadOnlyListServiceLine, list => ServicesScreen.Of(list, context.Scope));
        return ExitCode.Ok;
    }
}

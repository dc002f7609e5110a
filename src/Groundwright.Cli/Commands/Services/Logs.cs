using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Services;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Services;

/// <summary><c>gw services logs</c></summary>
internal static class Logs
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Service, string? Environment);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var service = Symbols.Service();
        var environment = Symbols.InEnvironment();
        return new CommandNode("logs", "Runs the configured log command of a service and passes on what it prints, secrets masked",
            "gw services logs api",
            "gw services logs api --environment prod   # Ctrl-C ends it") { service, environment }
            .Runs(host, parse => new Options(parse.GetRequiredValue(service), parse.GetValue(environment)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var service = ServiceChoice.One(settings, options.Service, options.Environment);
        var commands = new ServiceCommands(context.Services.Processes, context.Services.Repository.Root);
        var command = commands.Logs(service, ServiceChoice.EnvironmentOf(settings, options.Environment));
        try
        {
            await commands.Run(service, command, line => context.Print(context.Options.Json ? Json(service.Name, line.Text) : PlainText.Clean(line.Text) + "\n"), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how following a log ends.
        }
        return ExitCode.Ok;
    }

    private static string Json(string service, string line) => JsonSerializer.Serialize(new LogBlock(service, [line], null, null), CliJson.Default.LogBlock) + "\n";
}

using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Services;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Services;

/// <summary><c>gw services restart</c></summary>
internal static class Restart
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Service, string? Environment);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var service = Symbols.Service();
        var environment = Symbols.InEnvironment();
        return new CommandNode("restart", "Runs the configured restart command of a service, asks first, and waits until it works again",
            "gw services restart api",
            "gw services restart api --environment prod --yes") { service, environment }
            .Runs(host, parse => new Options(parse.GetRequiredValue(service), parse.GetValue(environment)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var service = ServiceChoice.One(settings, options.Service, options.Environment);
        var environment = ServiceChoice.EnvironmentOf(settings, options.Environment);
        var commands = new ServiceCommands(context.Services.Processes, context.Services.Repository.Root);
        var command = commands.Restart(service, environment);
        var where = service.Name + (environment is null ? "" : $" in {environment}");
        if (!await context.Confirm($"Restart {where}: {context.Services.Mask(command.ToString())}?", cancellationToken)) return ExitCode.Cancelled;
        await commands.Run(service, command, line => context.Chat(new Screen().Add($"  │ {line.Text}", Tone.Dim)), cancellationToken);
        context.Chat(new Screen().Add($"  Restarted {where}."));
        var state = await new ServiceHealth(context.Services.Clock).Wait(service, ServiceHealth.RestartDeadline, cancellationToken);
        context.Show([state], () => CliJson.Default.IReadOnlyListServiceState, list => ServicesScreen.Of(list, context.Scope));
        if (state.Healthy != false) return ExitCode.Ok;
        throw new GroundwrightException(Problem.Of(ServiceProblems.Unhealthy, $"{service.Name} was restarted and does not work: {state.Detail}",
            $"It was looked at for {ServiceHealth.RestartDeadline.TotalMinutes:0} minutes.", new Remedy($"gw services logs {service.Name}", "what it says")));
    }
}

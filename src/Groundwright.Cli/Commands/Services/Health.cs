using System.CommandLine;
using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Live;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.Services;
using Groundwright.Core.Problems;
using Spectre.Console;

namespace Groundwright.Cli.Commands.Services;

/// <summary><c>gw services health</c></summary>
internal static class Health
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Service, string? Environment, bool Watch);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var service = new Argument<string?>("service") { Description = "Only this service", Arity = ArgumentArity.ZeroOrOne };
        var environment = Symbols.InEnvironment();
        var watch = new Option<bool>("--watch", "-w") { Description = "Look again every 2 seconds until Ctrl-C" };
        return new CommandNode("health", "Looks whether services work; ends with 1 when one does not",
            "gw services health",
            "gw services health api --environment prod --watch   # until Ctrl-C") { service, environment, watch }
            .Runs(host, parse => new Options(parse.GetValue(service), parse.GetValue(environment), parse.GetValue(watch)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var services = options.Service is { } name ? [ServiceChoice.One(settings, name, options.Environment)] : ServiceChoice.All(settings, options.Environment);
        var health = new ServiceHealth(context.Services.Clock);
        var states = options.Watch ? await Watch(services, health, context, cancellationToken) : await health.Look(services, cancellationToken);
        if (!options.Watch) Show(states, context);
        return states.Any(state => state.Healthy == false) ? ExitCode.Failed : ExitCode.Ok;
    }

    private static void Show(IReadOnlyList<ServiceState> states, CommandContext context) =>
        context.Show(states, () => CliJson.Default.IReadOnlyListServiceState, list => ServicesScreen.Of(list, context.Scope));

    private static async Task<IReadOnlyList<ServiceState>> Watch(IReadOnlyList<ServiceSettings> services, ServiceHealth health, CommandContext context, CancellationToken cancellationToken)
    {
        if (!context.Terminal.Live || context.Options.Json || context.Options.Quiet) return await Follow(services, health, states => Print(states, context), context.Services.Clock, cancellationToken);
        IReadOnlyList<ServiceState> last = [];
        await LiveConsole.On(context.Terminal).Live(new SpectreScreen(new Views.Text.Screen())).StartAsync(async live =>
            last = await Follow(services, health, states => live.UpdateTarget(new SpectreScreen(ServicesScreen.Of(states, context.Scope))), context.Services.Clock, cancellationToken));
        return last;
    }

    // A program, or a file, gets one line a look; a person without a live terminal gets the table.
    private static void Print(IReadOnlyList<ServiceState> states, CommandContext context)
    {
        if (context.Options.Json) context.Terminal.Out.WriteLine(JsonSerializer.Serialize(states, CliJson.Default.IReadOnlyListServiceState));
        else context.Show(ServicesScreen.Of(states, context.Scope));
    }

    private static async Task<IReadOnlyList<ServiceState>> Follow(
        IReadOnlyList<ServiceSettings> services, ServiceHealth health, Action<IReadOnlyList<ServiceState>> show, TimeProvider clock, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServiceState> last = [];
        try
        {
            while (true)
            {
                last = await health.Look(services, cancellationToken);
                show(last);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how watching ends.
            return last;
        }
    }
}

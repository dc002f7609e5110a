using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary><c>gw env test</c></summary>
internal static class Test
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Environment);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.Environment();
        return new CommandNode("test", "Runs the health checks and tests of an environment against what is released there; ends with 1 when one fails",
            "gw env test dev") { environment }.Runs(host, parse => new Options(parse.GetRequiredValue(environment)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        var environment = EnvironmentChoice.Of((await services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings, options.Environment);
        if (environment.Health.Count + environment.Tests.Count == 0) throw Nothing(environment);
        var release = (await services.Ledger.Read(cancellationToken)).Current(environment.Name) ?? throw NotReleased(environment);
        using var checkout = await new Checkouts(services.Repository).Make($"test-{environment.Name}", release.Tree, cancellationToken);
        var checks = await new Health(services.Processes, services.Repository.Root, services.Clock)
            .Check(environment, checkout.Directory, line => context.Chat(new Screen().Add($"  │ {line.Text}", Tone.Dim)), cancellationToken);
        var result = new EnvironmentTest(environment.Name, release.Id, release.Commit, checks);
        context.Show(result, () => CliJson.Default.EnvironmentTest, shown => EnvironmentTestScreen.Of(shown, context.Scope));
        return result.Passed ? ExitCode.Ok : ExitCode.Failed;
    }

    private static GroundwrightException Nothing(EnvironmentSettings environment) => new(Problem.Of(ReleaseProblems.NoTests, $"{environment.Name} has neither health checks nor tests",
        "Nothing would be tested, and that is not a success.", new Remedy("gw config check", $"after adding `health:` or `tests:` to {environment.Name}")));

    private static GroundwrightException NotReleased(EnvironmentSettings environment) => new(Problem.Of(ReleaseProblems.Nothing, $"nothing is released in {environment.Name}",
        "Tests run from a checkout of what is released.", new Remedy($"gw deploy {environment.Name}", "deploys to it"), new Remedy($"gw releases list {environment.Name}", "what was released before")));
}

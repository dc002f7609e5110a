using Groundwright.Cli.Commands.Deploying;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary><c>gw env show</c></summary>
internal static class Show
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = EnvironmentVerb.Environment();
        return new CommandNode("show", "Shows one environment: its rules, what is there, who holds it, who waits", "gw env show prod") { environment }
            .Runs(host, parse => parse.GetRequiredValue(environment), Run);
    }

    private static async Task<ExitCode> Run(string name, CommandContext context, CancellationToken cancellationToken)
    {
        var story = await context.Services.Environments.Story(name, cancellationToken);
        context.Show(story, () => CliJson.Default.EnvironmentStory, shown => EnvironmentScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}

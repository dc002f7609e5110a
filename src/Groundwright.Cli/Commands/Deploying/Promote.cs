using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery.Deploying;

namespace Groundwright.Cli.Commands.Deploying;

/// <summary><c>gw promote</c></summary>
internal static class Promote
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = EnvironmentVerb.Environment();
        var planOnly = new Option<bool>("--plan-only") { Description = "Make and show the plan, apply nothing" };
        var noSoak = new Option<bool>("--no-soak") { Description = "Do not wait for the soak time before it, where `hotfixSkipsSoak` allows that; recorded" };
        return new CommandNode("promote", "Deploys what is good in the environment before", "gw promote staging", "gw promote prod --plan-only   # what would change") { environment, planOnly, noSoak }
            .Runs(host, parse =>
            {
                var options = new Dictionary<string, string>();
                if (parse.GetValue(planOnly)) options[DeployOptions.PlanOnly] = "yes";
                if (parse.GetValue(noSoak)) options[DeployOptions.NoSoak] = "yes";
                var where = parse.GetRequiredValue(environment);
                return new EnvironmentWork("promote", where, $"Promote to {where}", options);
            }, EnvironmentVerb.Run);
    }
}

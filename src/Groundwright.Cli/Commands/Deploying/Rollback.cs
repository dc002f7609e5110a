using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery.Deploying;

namespace Groundwright.Cli.Commands.Deploying;

/// <summary><c>gw rollback</c></summary>
internal static class Rollback
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = EnvironmentVerb.Environment();
        var to = new Option<string?>("--to") { Description = "Release to go back to; default: the last good one before what is there", HelpName = "RELEASE" };
        var planOnly = new Option<bool>("--plan-only") { Description = "Make and show the plan, apply nothing" };
        var reason = Symbols.Reason();
        return new CommandNode("rollback", "Goes back to an earlier good release, and holds automatic deploys until released",
            "gw rollback prod", "gw rollback prod --to prod-2026-11-20-3 --reason \"orders are lost\"") { environment, to, planOnly, reason }
            .Runs(host, parse =>
            {
                var options = new Dictionary<string, string>();
                if (parse.GetValue(to) is { } release) options[DeployOptions.Version] = release;
                if (parse.GetValue(planOnly)) options[DeployOptions.PlanOnly] = "yes";
                if (parse.GetValue(reason) is { } why) options[DeployOptions.Reason] = why;
                var where = parse.GetRequiredValue(environment);
                return new EnvironmentWork("rollback", where, parse.GetValue(to) is { } named ? $"Roll {where} back to {named}" : $"Roll {where} back", options);
            }, EnvironmentVerb.Run);
    }
}

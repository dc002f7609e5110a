using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery.Deploying;

namespace Groundwright.Cli.Commands.Deploying;

/// <summary><c>gw destroy</c></summary>
internal static class Destroy
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = EnvironmentVerb.Environment();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would go and write the audit record, destroy nothing" };
        var keepImages = new Option<bool>("--keep-images") { Description = "Leave images where they are" };
        var confirm = new Option<string?>("--confirm") { Description = "The environment's name once more, for scripts; `--yes` alone is not enough", HelpName = "NAME" };
        return new CommandNode("destroy", "Takes everything of an environment away; its name must be typed",
            "gw destroy dev --dry-run", "gw destroy dev", "gw destroy dev --yes --confirm dev   # in a script") { environment, dryRun, keepImages, confirm }
            .Runs(host, parse =>
            {
                var options = new Dictionary<string, string>();
                if (parse.GetValue(dryRun)) options[DeployOptions.DryRun] = "yes";
                if (parse.GetValue(keepImages)) options[DeployOptions.KeepImages] = "yes";
                var where = parse.GetRequiredValue(environment);
                return new EnvironmentWork("destroy", where, $"Destroy {where}", options) { Typed = parse.GetValue(confirm) };
            }, EnvironmentVerb.Run);
    }
}

using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Environments.Images;

namespace Groundwright.Cli.Commands.Deploying;

/// <summary><c>gw deploy</c></summary>
internal static class Deploy
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = EnvironmentVerb.Environment();
        var version = new Option<string?>("--commit") { Description = "Commit or release to deploy; default: the tip of the default branch", HelpName = "COMMIT" };
        var branch = new Option<string?>("--branch") { Description = "Try out a branch, where the environment is not protected", HelpName = "NAME" };
        var target = new Option<string[]>("--target") { Description = "Only this target; may be said several times", HelpName = "NAME" };
        var image = new Option<string?>("--image", "--ami-id") { Description = "Machine image for targets that take one, or `latest`, the newest that was built for the environment; default: the one that is there", HelpName = "ID" };
        var planOnly = new Option<bool>("--plan-only") { Description = "Make and show the plan, apply nothing" };
        var noSoak = new Option<bool>("--no-soak") { Description = "Do not wait for the soak time before it, where `hotfixSkipsSoak` allows that; recorded" };
        return new CommandNode("deploy", "Plans the default branch for an environment, asks, and applies exactly that plan",
            "gw deploy dev",
            "gw deploy prod --plan-only        # what would change",
            "gw deploy dev --branch my-change  # tries a branch out",
            "gw deploy staging --commit 4f9c2e1 --target app",
            "gw deploy dev --image latest      # the newest image that was built for dev") { environment, version, branch, image, target, planOnly, noSoak }
            .Runs(host, parse =>
            {
                var options = new Dictionary<string, string>();
                if (parse.GetValue(version) is { } commit) options[DeployOptions.Version] = commit;
                if (parse.GetValue(branch) is { } name) options[DeployOptions.Branch] = name;
                if (parse.GetValue(image) is { } id) options[DeployOptions.Image] = ImageId.Parse(id);
                if (parse.GetValue(target) is { Length: > 0 } targets) options[DeployOptions.Targets] = string.Join(',', targets);
                if (parse.GetValue(planOnly)) options[DeployOptions.PlanOnly] = "yes";
                if (parse.GetValue(noSoak)) options[DeployOptions.NoSoak] = "yes";
                var where = parse.GetRequiredValue(environment);
                var what = parse.GetValue(branch) ?? parse.GetValue(version);
                return new EnvironmentWork("deploy", where, what is null ? $"Deploy {where}" : $"Deploy {what} to {where}", options);
            }, EnvironmentVerb.Run);
    }
}

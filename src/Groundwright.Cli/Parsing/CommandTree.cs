using System.CommandLine;
using System.CommandLine.Help;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Cli.Commands;
using Groundwright.Cli.Commands.Config;
using Groundwright.Cli.Commands.Deploying;
using Groundwright.Cli.Commands.Runs;

namespace Groundwright.Cli.Parsing;

/// <summary>All commands, as people type them. The one explicit list.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<CommandHost, CommandNode> Make)[] RunVerbs =
    [
        ("list", List.Command), ("show", Show.Command), ("logs", Logs.Command), ("watch", Watch.Command), ("resume", Resume.Command), ("retry", Retry.Command),
        ("approve", Approve.Command), ("reject", Reject.Command), ("cancel", Cancel.Command), ("resolve", Resolve.Command), ("clean", Clean.Command),
    ];

    private static readonly (string Name, Func<CommandHost, string?, CommandNode> Make)[] Nouns =
    [
        ("init", (host, _) => Init.Command(host)),
        ("demo", (host, _) => Demo.Command(host)),
        .. Phase.Verbs.Select(verb => (verb.Name, (Func<CommandHost, string?, CommandNode>)((host, _) => Phase.Command(host, verb)))),
        ("run", (host, _) => RunWorkflow.Command(host)),
        ("deploy", (host, _) => Deploy.Command(host)),
        ("promote", (host, _) => Promote.Command(host)),
        ("rollback", (host, _) => Rollback.Command(host)),
        ("destroy", (host, _) => Destroy.Command(host)),
        ("env", (host, _) => Env(host)),
        ("approvals", (host, _) => Approvals.Command(host)),
        ("runs", Runs),
        ("approve", (host, _) => Approve.Command(host)),
        ("reject", (host, _) => Reject.Command(host)),
        ("cancel", (host, _) => Cancel.Command(host)),
        ("retry", (host, _) => Retry.Command(host)),
        ("audit", (host, _) => new CommandNode("audit", "Shows who did what, and that nobody changed it since", "gw audit verify") { Commands.Audit.List.Command(host), Commands.Audit.Verify.Command(host) }),
        ("releases", (host, _) => new CommandNode("releases", "Shows what was released where", "gw releases list prod", "gw releases diff dev..prod")
        {
            Commands.Releases.List.Command(host), Commands.Releases.Show.Command(host), Commands.Releases.Diff.Command(host),
        }),
        ("services", (host, _) => new CommandNode("services", "Looks at running services and restarts them", "gw services health", "gw services logs api")
        {
            Commands.Services.List.Command(host), Commands.Services.Health.Command(host), Commands.Services.Logs.Command(host), Commands.Services.Restart.Command(host),
        }),
        ("drift", (host, _) => new CommandNode("drift", "Looks whether environments still are what was released", "gw drift check", "gw drift show prod")
        {
            Commands.Drift.Check.Command(host), Commands.Drift.Show.Command(host), Commands.Drift.Ignore.Command(host),
        }),
        ("agents", (host, _) => new CommandNode("agents", "Shows which coding CLIs can do the work, and what they lack", "gw agents list", "gw agents check claude")
        {
            Commands.Agents.List.Command(host), Commands.Agents.Check.Command(host),
        }),
        ("figures", (host, _) => Figures.Command(host)),
        ("config", (host, _) => new CommandNode("config", "Checks and describes groundwright.yaml", "gw config check") { Commands.Config.Check.Command(host), Schema.Command(host) }),
        ("doctor", (host, _) => Commands.Doctor.Doctor.Command(host)),
        ("mcp", (host, _) => Commands.McpServer.Command(host)),
        ("completion", (host, _) => Completion.Command(host)),
        ("complete", (host, _) => Complete.Command(host)),
        ("effect-host", (host, _) => EffectHost.Command(host)),
        ("keep-lock", (host, _) => KeepLock.Command(host)),
        (ApplyProgram.Verb, (host, _) => ApplyObjects.Command(host)),
    ];

    /// <summary>The whole tree.</summary>
    public static RootCommand Whole(CommandHost host) => Of(host, null, null);

    /// <summary>Just as much of the tree as these arguments can be about: making all of it is felt on every command.</summary>
    public static RootCommand For(CommandHost host, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument is "-h" or "--help" or "-?")) return Whole(host);
        var noun = Array.Exists(Nouns, candidate => candidate.Name == arguments[0]) && arguments[0] != "complete" ? arguments[0] : null;
        var verb = noun == "runs" && arguments.Count > 1 && Array.Exists(RunVerbs, candidate => candidate.Name == arguments[1]) ? arguments[1] : null;
        return Of(host, noun, verb);
    }

    private static RootCommand Of(CommandHost host, string? noun, string? verb)
    {
        var root = new RootCommand("Takes an infrastructure change from a request to shipped, verified and recorded.");
        foreach (var (name, make) in Nouns)
            if (noun is null || noun == name) root.Add(make(host, verb));
        foreach (var option in host.Globals.All) root.Add(option);
        foreach (var option in root.Options.OfType<HelpOption>()) option.Action = new ShowHelp(host);
        root.SetAction(parse =>
        {
            HelpScreen.Write(root, host.Terminal);
            return 0;
        });
        return root;
    }

    private static CommandNode Env(CommandHost host) => new("env", "Shows environments and says what is so about them", "gw env list", "gw env show prod")
    {
        Commands.Env.List.Command(host), Commands.Env.Show.Command(host), Commands.Env.Test.Command(host), Commands.Env.Notices.Freeze(host), Commands.Env.Notices.Unfreeze(host),
        Commands.Env.Notices.Release(host), Commands.Env.Notices.Clear(host), Commands.Env.Unlock.Command(host), Commands.Env.State.Command(host),
    };

    private static CommandNode Runs(CommandHost host, string? verb)
    {
        var runs = new CommandNode("runs", "Shows runs and goes on with them", "gw runs list", "gw runs show 7k2m9xqd");
        foreach (var (name, make) in RunVerbs)
            if (verb is null || verb == name) runs.Add(make(host));
        return runs;
    }
}

using System.Collections.Concurrent;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Cdk;

/// <summary>The one place from which the CDK CLI is called (rule U1: the sandbox of a synthesis belongs here).</summary>
internal sealed class CdkCalls(ICommandRunner runner, CdkEnvironment environment)
{
    private static readonly string[] Quiet = ["--no-color", "--no-notices", "--no-version-reporting"];
    private readonly ConcurrentDictionary<string, string> versions = new();

    /// <summary>Runs the app. Context that is missing is never looked up in a cloud.</summary>
    public Task<CommandResult> Synthesize(CdkApp app, string folder, IReadOnlyList<string> context, string? account, string? region, CancellationToken cancellationToken)
    {
        // A room has only what is there when it is made.
        PrivateFiles.CreateDirectory(folder);
        return Run(Make(app, ["synth", "--quiet", "--no-lookups", .. Quiet, .. context, "--output", folder], environment.Offline(account, region)) with
        {
            // The app is a program that an agent wrote. It needs no network, since nothing is looked up.
            Confined = new SandboxNeeds { Tree = app.Scope.Directory, Writable = [folder] },
        }, app.Scope, cancellationToken);
    }

    /// <summary>The process that deploys stacks out of an assembly, one after the other, each through a change set of this name.</summary>
    public Command Deploy(CdkApp app, string assembly, IReadOnlyList<string> stacks, string changeSet, string outputs, string region) => Make(app,
        ["deploy", .. stacks, "--app", assembly, "--exclusively", "--method=change-set", "--change-set-name", changeSet, "--require-approval", "never",
            "--outputs-file", outputs, "--progress", "events", "--concurrency", "1", .. Quiet], environment.Online(region));

    /// <summary>The process that takes stacks away.</summary>
    public Command Destroy(CdkApp app, string assembly, IReadOnlyList<string> stacks, string region) =>
        Make(app, ["destroy", .. stacks, "--app", assembly, "--exclusively", "--force", .. Quiet], environment.Online(region));

    /// <summary>A process for a plan in which nothing is to be done.</summary>
    public Command Nothing(CdkApp app) => Make(app, ["--version"], environment.Offline(null, null));

    /// <summary>Which version it is, such as <c>cdk 2.1148.1</c>. Asked once for each program.</summary>
    /// <exception cref="GroundwrightException">GW2030: there is none.</exception>
    public async Task<string> Version(CdkApp app, CancellationToken cancellationToken)
    {
        if (versions.TryGetValue(app.Program, out var known)) return known;
        var result = await Run(Make(app, ["--version"], environment.Offline(null, null)), null, cancellationToken);
        return result.Succeeded ? versions[app.Program] = $"cdk {result.StandardOutput.Split(' ', '\n')[0].Trim()}" : throw new GroundwrightException(Problem.Of(TargetProblems.ToolFailed, "`cdk --version` failed", ToolText.Tail(result)));
    }

    private async Task<CommandResult> Run(Command command, TargetScope? scope, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.Run(command, scope?.OnLine, cancellationToken);
        }
        catch (GroundwrightException missing) when (missing.Problem.Code.Id == "GW3001")
        {
            throw new GroundwrightException(Problem.Of(CdkProblems.NoTool, "the CDK CLI is not installed",
                "It is neither in node_modules/.bin of the app nor on PATH. Written into the app's package.json it is the same everywhere.",
                new Remedy("npm install --save-dev aws-cdk", "in the folder of the app; commit package.json and package-lock.json")), missing);
        }
    }

    private static Command Make(CdkApp app, IReadOnlyList<string> arguments, CommandEnvironment environment) =>
        new(app.Program, arguments) { WorkingDirectory = app.Directory, Environment = environment, Owner = app.Scope.RunId };
}

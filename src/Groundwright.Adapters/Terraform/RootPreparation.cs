using System.Collections.Concurrent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>Makes a root in a fresh checkout ready for the tool: looks through it, decides the backend, initialises, chooses the workspace.</summary>
internal sealed class RootPreparation(
    TargetSettings settings, TerraformCalls calls, BackendChoice backends, PlanVault vault, Diagnostics diagnostics, PluginCacheLock cache, AccountCheck account)
{
    private readonly ConcurrentDictionary<string, TerraformRoot> initialised = new();

    /// <summary>Ready for calls that only read files.</summary>
    public async Task<TerraformRoot> ForReading(TargetScope scope, CancellationToken cancellationToken)
    {
        if (initialised.TryGetValue(KeyOf(scope), out var known)) return known with { Scope = scope };
        var root = Open(scope);
        await Init(root, ["-backend=false"], calls.Offline, cancellationToken);
        return root;
    }

    /// <summary>Ready for calls that talk to backend and clouds. Done once for a checkout and environment.</summary>
    public async Task<TerraformRoot> ForUse(TargetScope scope, CancellationToken cancellationToken)
    {
        if (initialised.TryGetValue(KeyOf(scope), out var known)) return known with { Scope = scope };
        var root = Open(scope);
        root = root with { Account = await account.Read(scope, root.LockFile, cancellationToken) };
        await Init(root, root.Backend.Arguments, calls.WithoutWorkspace, cancellationToken);
        string[] select = ["workspace", "select", "-or-create=true", "-no-color", root.Workspace];
        if (root.Workspace != "default") Expect(await calls.WithoutWorkspace(root, select, cancellationToken), "workspace select");
        initialised[KeyOf(scope)] = root;
        return root;
    }

    private TerraformRoot Open(TargetScope scope)
    {
        var directory = CheckoutGuard.Enter(scope.Directory, settings.Terraform!, settings.Name);
        CheckoutGuard.Check(scope.Directory, directory);
        var workspace = (settings.Workspace ?? "default").Replace("{environment}", scope.Environment, StringComparison.Ordinal);
        if (workspace.StartsWith('-')) throw new GroundwrightException(Problem.Of(TargetProblems.Backend,
            $"`{workspace}` is no name of a workspace", $"Target {settings.Name} names it.", new Remedy("gw config check", "checks groundwright.yaml")));
        var data = Path.Combine(scope.Directory, $".groundwright-{vault.Fingerprint(KeyOf(scope))}");
        return new TerraformRoot(scope, directory, data, workspace, backends.Choose(directory, scope.Environment));
    }

    private delegate Task<CommandResult> Call(TerraformRoot root, IReadOnlyList<string> arguments, CancellationToken cancellationToken);

    private async Task Init(TerraformRoot root, IReadOnlyList<string> more, Call call, CancellationToken cancellationToken)
    {
        using var held = await cache.Enter(root, cancellationToken);
        var tool = await calls.Tool(cancellationToken);
        List<string> arguments = ["init", "-input=false", "-no-color", .. more];
        if (tool.InitTalksJson) arguments.Add("-json");
        if (File.Exists(root.LockFile)) arguments.Add("-lockfile=readonly");
        Expect(await call(root, arguments, cancellationToken), "init");
    }

    private void Expect(CommandResult result, string call)
    {
        if (!result.Succeeded) throw new GroundwrightException(diagnostics.Of(result, call));
    }

    private string KeyOf(TargetScope scope) => $"{scope.Directory}\n{settings.Name}\n{scope.Environment}\n{scope.Tree}";
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Cdk;

/// <summary>Makes an app in a fresh checkout ready: enters its folder without following links, and installs exactly what its lock file says.</summary>
internal sealed class AppPreparation(TargetSettings settings, ICommandRunner runner, CdkEnvironment environment)
{
    // npm writes this last, so a folder without it is one that was not finished.
    private static readonly string Cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm");
    private static readonly string Finished = Path.Combine("node_modules", ".package-lock.json");

    /// <exception cref="GroundwrightException">GW2010, GW2011, GW2031, each with what to do.</exception>
    public async Task<CdkApp> Prepare(TargetScope scope, CancellationToken cancellationToken)
    {
        var folder = Enter(scope.Directory);
        if (!File.Exists(Path.Combine(folder, "cdk.json"))) throw new GroundwrightException(Problem.Of(TargetProblems.NoRoot, $"{settings.Cdk}/cdk.json is not in this tree",
            $"{settings.Cdk} is the folder of target {settings.Name}, and cdk.json says how its app is started.", new Remedy("gw config check", "checks groundwright.yaml")));
        if (Nearest(scope.Directory, folder, "package.json") is { } package) await Install(scope, package, cancellationToken);
        var program = Nearest(scope.Directory, folder, Path.Combine("node_modules", ".bin", "cdk")) is { } owner ? Path.Combine(owner, "node_modules", ".bin", "cdk") : "cdk";
        return new CdkApp(scope, folder, program);
    }

    private async Task Install(TargetScope scope, string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, Finished))) return;
        // In a workspace the lock file lies further up.
        var root = Nearest(scope.Directory, folder, "package-lock.json") ?? throw new GroundwrightException(Problem.Of(CdkProblems.NotInstalled,
            $"{Relative(scope, folder)}/package-lock.json is not in this tree", "Without it nobody can tell which code would make the plan. Nothing was run.",
            new Remedy($"npm install --package-lock-only --prefix '{Relative(scope, folder)}'", "writes it; commit it")));
        if (File.Exists(Path.Combine(root, Finished))) return;
        var command = new Command("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"])
        {
            WorkingDirectory = root,
            Environment = environment.Offline(account: null, region: null).With("npm_config_cache", Cache),
            Owner = scope.RunId,
            // Packages bring scripts along that run when they are installed. What the cache holds is checked against the lock file.
            Confined = new SandboxNeeds { Tree = scope.Directory, Writable = Directory.Exists(Cache) ? [Cache] : [] }.WithEgress(settings.Egress),
        };
        var result = await runner.Run(command, scope.OnLine, cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(Problem.Of(CdkProblems.NotInstalled,
            $"`npm ci` failed in {Relative(scope, root)}", ToolText.Tail(result), new Remedy($"npm ci --prefix '{Relative(scope, root)}'", "shows the same in your checkout")));
    }

    private string Enter(string checkout)
    {
        var path = checkout;
        foreach (var part in settings.Cdk!.Split('/', '\\').Where(part => part is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            if (part == ".." || new DirectoryInfo(path) is { Exists: true, LinkTarget: not null }) throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden,
                $"{settings.Cdk} leads out of the tree", "Folders of targets are entered without following links."));
        }
        if (!Directory.Exists(path)) throw new GroundwrightException(Problem.Of(TargetProblems.NoRoot,
            $"{settings.Cdk} is not in this tree", $"It is the folder of target {settings.Name}.", new Remedy("gw config check", "checks groundwright.yaml")));
        if (new DirectoryInfo(Path.Combine(path, "node_modules")).LinkTarget is not null) throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden,
            $"{settings.Cdk}/node_modules is a link", "Code from elsewhere would make the plan. Nothing was run.", new Remedy($"git rm '{settings.Cdk}/node_modules'", "takes it out of the repository")));
        return path;
    }

    /// <summary>The folder that has a file, from a folder upwards, and never out of the checkout.</summary>
    private static string? Nearest(string checkout, string from, string file)
    {
        for (var folder = new DirectoryInfo(from); folder is not null && folder.FullName.Length >= checkout.TrimEnd('/').Length; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, file))) return folder.FullName;
        return null;
    }

    private static string Relative(TargetScope scope, string path) => Path.GetRelativePath(scope.Directory, path).Replace('\\', '/');
}

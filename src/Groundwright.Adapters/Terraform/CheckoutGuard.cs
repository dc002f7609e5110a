using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>Refuses what a tree may hold to make the tool run, load or believe foreign things (rule U1).</summary>
internal static class CheckoutGuard
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = 0 };

    /// <summary>Joins a folder of the tree to the checkout.</summary>
    /// <exception cref="GroundwrightException">GW2011: not there. GW2010: it leads out of the checkout.</exception>
    public static string Enter(string checkout, string folder, string target)
    {
        var path = checkout;
        foreach (var part in folder.Split('/', '\\').Where(part => part is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            if (part == ".." || new DirectoryInfo(path) is { Exists: true, LinkTarget: not null })
                throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden,
                    $"{folder} leads out of the tree", "Folders of targets are entered without following links."));
        }
        return Directory.Exists(path) ? path : throw new GroundwrightException(Problem.Of(TargetProblems.NoRoot,
            $"{folder} is not in this tree", $"It is the folder of target {target}.", new Remedy("gw config check", "checks groundwright.yaml")));
    }

    /// <summary>Looks through a checkout before the tool first sees it.</summary>
    /// <exception cref="GroundwrightException">GW2010, with everything that was found.</exception>
    public static void Check(string checkout, string root)
    {
        var planted = Directory.EnumerateDirectories(checkout, "*", Everything)
            .Where(path => Path.GetFileName(path) is ".terraform" or "terraform.d").Select(path => Problem.Of(TargetProblems.Forbidden,
                $"{Relative(checkout, path)} is in the tree", "Providers, modules and the workspace would be taken from it, so nobody could tell what runs. Nothing was run.",
                new Remedy($"git rm -r --cached '{Relative(checkout, path)}'", "takes it out of the repository; add it to .gitignore")));
        var links = new DirectoryInfo(root).EnumerateFileSystemInfos("*", Here)
            .Where(entry => entry.LinkTarget is not null && LeadsOut(checkout, entry)).Select(entry => Problem.Of(TargetProblems.Forbidden,
            $"{Relative(checkout, entry.FullName)} is a link that leads out of the tree", "The tool would read files that are not part of the change. Nothing was run."));
        Problem[] problems = [.. planted, .. links];
        if (problems.Length > 0) throw new GroundwrightException(problems);
    }

    private static bool LeadsOut(string checkout, FileSystemInfo entry)
    {
        try
        {
            var target = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
            return target is not null && !target.StartsWith(checkout + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Relative(string checkout, string path) => Path.GetRelativePath(checkout, path).Replace('\\', '/');
}

using System.Security.Cryptography;
using System.Text;

namespace Groundwright.Testing;

/// <summary>Packages from npm, pinned by a lock file in the repository and installed once for each lock file.</summary>
public static class NpmPackages
{
    /// <summary>Installs what a folder's lock file says when that is not there yet. Without npm or its registry the test is skipped, or fails in CI.</summary>
    /// <param name="folder">With <c>package.json</c> and <c>package-lock.json</c>, relative to the repository, such as <c>tests/npm</c>.</param>
    /// <param name="scripts">Whether packages may run what they install with. Default: no.</param>
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    public static string Install(string folder, bool scripts = false)
    {
        Needs.Node();
        var source = Path.Combine(SourceTree.Root, folder);
        var locked = File.ReadAllText(Path.Combine(source, "package-lock.json"));
        var cache = Path.Combine(Path.GetTempPath(), $"gw-test-npm-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(locked)))[..12]}");
        if (Directory.Exists(cache)) return cache;
        using var made = new TemporaryDirectory();
        var packages = Directory.CreateDirectory(made["packages"]).FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(source, file), Path.Combine(packages, file));
        string[] quiet = scripts ? ["--no-audit", "--no-fund"] : ["--no-audit", "--no-fund", "--ignore-scripts"];
        using var npm = ChildProcess.Start("npm", ["ci", "--prefer-offline", .. quiet], packages);
        if (npm.WaitForExit(TimeSpan.FromMinutes(10)) != 0) Needs.Missing($"the packages of {folder} cannot be installed: {npm.Output}");
        try
        {
            Directory.Move(packages, cache);
        }
        catch (IOException) when (Directory.Exists(cache))
        {
            // Another run of the tests was faster.
        }
        return cache;
    }
}

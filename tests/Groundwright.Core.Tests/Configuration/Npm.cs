using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

/// <summary>Packages from npm that tests check Groundwright against, pinned by <c>tests/npm/package-lock.json</c>.</summary>
internal static class Npm
{
    /// <summary>Installs them below <c>artifacts/</c> when they are not there yet. Without npm or its registry the test is skipped, or fails in CI.</summary>
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    public static string Install()
    {
        Needs.Tool("node", "https://nodejs.org");
        Needs.Tool("npm", "https://nodejs.org");
        var source = Path.Combine(Corpus.RepositoryRoot, "tests", "npm");
        var folder = Path.Combine(Corpus.RepositoryRoot, "artifacts", "npm");
        Directory.CreateDirectory(folder);
        var locked = File.ReadAllText(Path.Combine(source, "package-lock.json"));
        var stamp = Path.Combine(folder, "installed");
        if (File.Exists(stamp) && File.ReadAllText(stamp) == locked) return folder;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        var (exit, output) = ChildProcess.Run("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"], folder);
        if (exit != 0 && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"npm ci: {output}");
        if (exit != 0) Assert.Skip($"the packages of tests/npm cannot be installed: {output}");
        File.WriteAllText(stamp, locked);
        return folder;
    }
}

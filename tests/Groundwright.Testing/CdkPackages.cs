using System.Security.Cryptography;
using System.Text;

namespace Groundwright.Testing;

/// <summary>The CDK as the lock file of <c>samples/cdk-shop</c> says, installed once for each lock file and not once for each run of the tests.</summary>
public static class CdkPackages
{
    /// <summary>Folder of the app in this repository.</summary>
    public const string App = "samples/cdk-shop/infra/cdk";

    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>Its <c>node_modules</c>. Absolute.</summary>
    public static string Modules => Installed.Value;

    private static string Install()
    {
        var locked = Sample("package-lock.json");
        var cache = Path.Combine(Path.GetTempPath(), $"gw-test-cdk-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(locked)))[..12]}");
        var modules = Path.Combine(cache, "node_modules");
        if (Directory.Exists(modules)) return modules;
        using var folder = new TemporaryDirectory();
        folder.Write("package.json", Sample("package.json"));
        folder.Write("package-lock.json", locked);
        using var npm = ChildProcess.Start("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], folder.Path);
        if (npm.WaitForExit(TimeSpan.FromMinutes(5)) != 0) throw new InvalidOperationException($"npm ci: {npm.Output}");
        try
        {
            Directory.Move(folder.Path, cache);
        }
        catch (IOException) when (Directory.Exists(modules))
        {
            // Another run of the tests was faster.
        }
        return modules;
    }

    private static string Sample(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, App, path));
}

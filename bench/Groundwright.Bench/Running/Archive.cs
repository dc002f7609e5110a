using System.Runtime.InteropServices;

namespace Groundwright.Bench.Running;

/// <summary>The program as an archive of a release holds it: what people run.</summary>
internal static class Archive
{
    private static string? published;

    /// <summary>Its path. Published when it is first asked for, and once.</summary>
    public static async Task<string> Gw() => published ??= await Publish();

    private static async Task<string> Publish()
    {
        var folder = Path.Combine(Places.Root, "artifacts", "bench");
        await Tool.Run(Places.Root, "dotnet", "publish", "src/Groundwright.Cli", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishProfile=archive", "-p:RunAnalyzers=false", "-v", "q", "-o", folder);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "gw.exe" : "gw");
    }
}

namespace Groundwright.Testing;

/// <summary>The product's own program, as it was built.</summary>
public static class Product
{
    /// <summary>Absolute path of <c>gw</c>.</summary>
    public static string Gw { get; } = Locate();

    private static string Locate()
    {
        // artifacts/bin/<project>/<configuration>/
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(configuration.Parent!.Parent!.FullName, "Groundwright.Cli", configuration.Name, OperatingSystem.IsWindows() ? "gw.exe" : "gw");
        return File.Exists(path) ? path : throw new FileNotFoundException("build src/Groundwright.Cli first", path);
    }
}

namespace Groundwright.Bench.Running;

/// <summary>Where things of this repository are.</summary>
internal static class Places
{
    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = Find();

    /// <summary>The built program beside this one, of the same configuration.</summary>
    public static string Gw => Path.Combine(
        Root, "artifacts", "bin", "Groundwright.Cli", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name, OperatingSystem.IsWindows() ? "gw.exe" : "gw");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Groundwright.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository");
    }
}

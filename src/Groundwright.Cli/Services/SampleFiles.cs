namespace Groundwright.Cli.Services;

/// <summary>The samples as they were built into the program.</summary>
internal static class SampleFiles
{
    private const string Root = "samples/";

    /// <summary>Writes a sample into a folder.</summary>
    /// <param name="name">Its folder under <c>samples/</c>.</param>
    /// <param name="directory">Where to. Made when absent.</param>
    /// <param name="prefix">Folder inside it, ending in a slash, or nothing.</param>
    public static void Write(string name, string directory, string prefix)
    {
        var from = $"{Root}{name}/";
        foreach (var resource in typeof(SampleFiles).Assembly.GetManifestResourceNames())
        {
            var path = resource.Replace('\\', '/');
            if (!path.StartsWith(from, StringComparison.Ordinal)) continue;
            var target = Path.Combine(directory, prefix + path[from.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var source = typeof(SampleFiles).Assembly.GetManifestResourceStream(resource)!)
            using (var file = File.Create(target))
                source.CopyTo(file);
            if (!OperatingSystem.IsWindows() && path.Contains("/bin/", StringComparison.Ordinal))
                File.SetUnixFileMode(target, File.GetUnixFileMode(target) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}

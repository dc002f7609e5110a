namespace Groundwright.Testing;

/// <summary>The dummy executable of the tests; its verbs are listed in <c>tests/StubTool/Program.cs</c>.</summary>
public static class StubTool
{
    /// <summary>Absolute path.</summary>
    public static string Path { get; } = Locate();

    private static string Locate()
    {
        // artifacts/bin/<project>/<configuration>/
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        var path = System.IO.Path.Combine(configuration.Parent!.Parent!.FullName, "StubTool", configuration.Name, OperatingSystem.IsWindows() ? "stub-tool.exe" : "stub-tool");
        return File.Exists(path) ? path : throw new FileNotFoundException("build tests/StubTool first", path);
    }
}

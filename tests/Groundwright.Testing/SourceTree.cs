namespace Groundwright.Testing;

/// <summary>The files of this repository, for tests about the code and the documents themselves.</summary>
public static class SourceTree
{
    /// <summary>Root of the repository. Absolute.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>C# files below a folder, relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> CSharp(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Lines of a file.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Compares a generated document with the one in the repository; <c>GROUNDWRIGHT_UPDATE=1</c> rewrites it.</summary>
    public static void ShouldBeUpToDate(string document, string generated)
    {
        var path = Path.Combine(Root, document);
        if (Environment.GetEnvironmentVariable("GROUNDWRIGHT_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, generated);
        }
        var there = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (there != generated) Xunit.Assert.Fail($"{document} is not what the code says. GROUNDWRIGHT_UPDATE=1 dotnet test rewrites it.");
    }

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Groundwright.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"{from} is not inside the repository");
    }
}

using System.Formats.Tar;
using System.IO.Enumeration;

namespace Groundwright.Adapters.Cdk;

/// <summary>An assembly as one file: the same files always give the same bytes, whoever made them and when.</summary>
internal static class AssemblyArchive
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    public static byte[] Pack(string folder)
    {
        using var content = new MemoryStream();
        using (var archive = new TarWriter(content, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var path in Paths(folder))
                archive.WriteEntry(Entry(folder, path));
        return content.ToArray();
    }

    /// <summary>Puts the files back. Nothing gets out of the folder: the reader refuses paths and links that lead elsewhere.</summary>
    public static void Unpack(string archive, string folder)
    {
        Directory.CreateDirectory(folder);
        using var content = File.OpenRead(archive);
        TarFile.ExtractToDirectory(content, folder, overwriteFiles: false);
    }

    private static IEnumerable<string> Paths(string folder) => new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), Everything)
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || IsLink(ref entry),
        ShouldRecursePredicate = (ref entry) => !IsLink(ref entry),
    }
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        // Left by whoever reads or writes the folder right now.
        .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal) || path.Contains('/', StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static PaxTarEntry Entry(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        if (new FileInfo(file).LinkTarget is { } target)
            return new PaxTarEntry(TarEntryType.SymbolicLink, path, new Dictionary<string, string>()) { ModificationTime = DateTimeOffset.UnixEpoch, LinkName = target };
        var runs = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | (runs ? UnixFileMode.UserExecute : 0);
        return new PaxTarEntry(TarEntryType.RegularFile, path, new Dictionary<string, string>())
        {
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = mode,
            DataStream = new MemoryStream(File.ReadAllBytes(file)),
        };
    }
}

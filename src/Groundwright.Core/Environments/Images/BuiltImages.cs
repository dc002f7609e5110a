using Groundwright.Core.Runs.Projections;

namespace Groundwright.Core.Environments.Images;

/// <summary>
/// The images that were built here, by runs of ours and of the old system: <c>agents/&lt;id&gt;/ami_build_result.json</c> in the person's checkout. What cannot be read is no image.
/// </summary>
/// <param name="root">The checkout. Absolute.</param>
public sealed class BuiltImages(string root)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "ami_build_result.json";

    // A result has nine short fields.
    private const long MostBytes = 64 * 1024;
    private const string Folder = "agents";

    /// <summary>All of them, newest first.</summary>
    public IReadOnlyList<BuiltImage> All()
    {
        var agents = Path.Combine(root, Folder);
        if (!Directory.Exists(agents)) return [];
        return [.. Directory.EnumerateDirectories(agents).Select(folder => OfRun(Path.GetFileName(folder))).OfType<BuiltImage>().OrderByDescending(image => image.Built)];
    }

    /// <summary>What one run built; null: nothing.</summary>
    public BuiltImage? OfRun(string runId)
    {
        var relative = $"{Folder}/{runId}/{FileName}";
        // A link could have been committed, and lead anywhere.
        if (LinkFreePath.FirstLink(root, relative) is not null) return null;
        var file = new FileInfo(Path.Combine(root, relative));
        return file is { Exists: true, Length: <= MostBytes } ? BuiltImage.Read(runId, File.ReadAllBytes(file.FullName)) : null;
    }
}

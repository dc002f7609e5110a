using System.Text;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>Reads commits, trees and files from the object store, without any checkout.</summary>
internal sealed class ObjectReader(GitProgram git)
{
    /// <summary>Bytes of a regular file; null when it is absent, a link, a folder or a submodule.</summary>
    public async Task<byte[]?> File(string commit, string path, CancellationToken cancellationToken)
    {
        TreePath.Check(path);
        var entry = (await Entries(commit, path, recurse: false, cancellationToken)).SingleOrDefault(found => found.Path == path);
        if (entry is not { IsFile: true }) return null;
        // Standard output is text to the runner; a file of its own keeps every byte.
        var folder = Directory.CreateTempSubdirectory("gw-blob-");
        try
        {
            var name = await git.Line(new("unpack-file", entry.Id) { Tree = folder.FullName }, cancellationToken);
            return await System.IO.File.ReadAllBytesAsync(Path.Combine(folder.FullName, name), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Regular files under a folder (empty: all), sorted by code unit.</summary>
    public async Task<IReadOnlyList<string>> Files(string commit, string folder, CancellationToken cancellationToken)
    {
        var trimmed = folder is "." ? "" : folder.TrimEnd('/');
        if (trimmed.Length > 0) TreePath.Check(trimmed);
        var entries = await Entries(commit, trimmed.Length == 0 ? null : trimmed + "/", recurse: true, cancellationToken);
        return [.. entries.Where(entry => entry.IsFile).Select(entry => entry.Path).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<TreeEntry>> Entries(string treeish, string? path, bool recurse, CancellationToken cancellationToken) =>
        TreeEntry.Parse(await git.Text(new(["ls-tree", recurse ? "-rz" : "-z", "--full-tree", "--end-of-options", treeish, .. path is null ? Array.Empty<string>() : [path]]), cancellationToken));

    /// <summary>Numbers and paths of a difference; renames count as removed and added.</summary>
    public async Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken) =>
        Changes.ParseNumbers(await git.Text(Difference(from, to, "--numstat", "-z"), cancellationToken));

    /// <summary>Submodule entries that <paramref name="to"/> has and <paramref name="from"/> has not, or not like this.</summary>
    public async Task<IReadOnlyList<string>> NewGitlinks(string from, string to, CancellationToken cancellationToken) =>
        [.. Changes.ParseRaw(await git.Text(Difference(from, to, "--raw", "-z"), cancellationToken)).Where(change => change.NewMode == "160000").Select(change => change.Path)];

    /// <summary>The patch, cut after a number of bytes, with a last line that says so.</summary>
    public async Task<string> Patch(string from, string to, int maxBytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gw-diff-");
        try
        {
            // Into a file: what the runner captures is cut at the front, and the front is what is wanted.
            var file = Path.Combine(folder.FullName, "patch");
            await git.Text(Difference(from, to, "-p", $"--output={file}"), cancellationToken);
            using var stream = System.IO.File.OpenRead(file);
            var buffer = new byte[Math.Min(stream.Length, maxBytes)];
            await stream.ReadExactlyAsync(buffer, cancellationToken);
            var text = Encoding.UTF8.GetString(buffer);
            return stream.Length <= maxBytes ? text : $"{text}\n[cut: {stream.Length - maxBytes} more bytes]\n";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static GitCall Difference(string from, string to, params string[] form) =>
        new(["diff-tree", .. form, "-r", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--end-of-options", from, to]);
}

using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Tests.Runs.Engine;

/// <summary>A worktree that is a plain folder; its snapshots are copies in memory, which outlive every session of a test.</summary>
internal sealed class FolderRepository(string path) : IRepository, IWorktree
{
    private readonly Dictionary<string, Dictionary<string, string>> trees = new() { ["empty"] = [] };

    public List<Dictionary<string, string>> Rescued { get; } = [];

    public string Root => path;

    public string GitDirectory => path;

    public string? Remote => null;

    public string Path => path;

    public string Branch => "branch";

    public string File(string name) => System.IO.Path.Combine(path, name);

    public Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(path).ToDictionary(file => System.IO.Path.GetFileName(file), System.IO.File.ReadAllText);

    public Task Exclude(string runId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        return Task.FromResult<IWorktree>(this);
    }

    public Task<string> Head(CancellationToken cancellationToken) => Task.FromResult("head");

    public Task<string> TreeOf(string commit, CancellationToken cancellationToken) => Task.FromResult("empty");

    public Task<Snapshot> Snapshot(long sequence, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var tree = Name(Files());
        trees[tree] = Files();
        return Task.FromResult(new Snapshot($"commit-{sequence}", tree));
    }

    public Task<string?> Restore(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var found = Files();
        if (Name(found) == snapshot.Tree) return Task.FromResult<string?>(null);
        Rescued.Add(found);
        foreach (var name in found.Keys) System.IO.File.Delete(File(name));
        foreach (var (name, content) in trees[snapshot.Tree]) System.IO.File.WriteAllText(File(name), content);
        return Task.FromResult<string?>($"rescue/{Rescued.Count}");
    }

    public Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => System.IO.File.WriteAllBytesAsync(File(path), content, cancellationToken);

    public void Delete(string path) => System.IO.File.Delete(File(path));

    public ITreeFiles FilesOf(string directory) => this;

    public Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> BranchCommit(string branch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveWorktree(string runId, bool force, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Checkout(string treeish, string directory, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> AdvanceDefaultBranch(string branch, string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Push(string branch, string commit, string? expected, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> Resolve(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> Diff(string from, string to, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> Commit(Snapshot snapshot, string parent, string message, DateTimeOffset date, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IDisposable WithoutGit() => throw new NotSupportedException();

    public Stream? OpenRead(string path) => throw new NotSupportedException();

    private static string Name(Dictionary<string, string> files)
    {
        if (files.Count == 0) return "empty";
        var text = string.Join('\n', files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}:{file.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

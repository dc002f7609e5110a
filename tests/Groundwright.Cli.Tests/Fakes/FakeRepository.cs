using Groundwright.Core.Worktrees;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>A repository that only says where it is; anything else fails the test.</summary>
internal sealed class FakeRepository : IRepository
{
    public string Root { get; init; } = "/repository";

    public string GitDirectory { get; init; } = Path.GetTempPath();

    public string? Remote { get; init; } = "origin";

    public Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken) => Task.FromResult(new BranchTip("main", "4f9c2e1aabb"));

    public Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> BranchCommit(string branch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Exclude(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveWorktree(string runId, bool force, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Checkout(string treeish, string directory, CancellationToken cancellationToken) => File.WriteAllTextAsync(Path.Combine(directory, "tree"), treeish, cancellationToken);

    public Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> AdvanceDefaultBranch(string branch, string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Push(string branch, string commit, string? expected, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>What lies between two commits, written <c>from..to</c>.</summary>
    public Dictionary<string, IReadOnlyList<LoggedCommit>> Logs { get; } = [];

    public Task<string?> Resolve(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken) => Task.FromResult(Logs.GetValueOrDefault($"{from}..{to}") ?? []);

    public Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> Diff(string from, string to, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ITreeFiles FilesOf(string directory) => throw new NotSupportedException();

    public Task<string> TreeOf(string commit, CancellationToken cancellationToken) => throw new NotSupportedException();
}

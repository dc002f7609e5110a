using System.Text;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

/// <summary>What the loader needs of a repository, answered by real git on a sandbox. Anything else is not asked for.</summary>
internal sealed class ReadOnlyRepository(GitSandbox sandbox) : IRepository
{
    public string Root => sandbox.Root;

    public string GitDirectory => Path.Combine(Root, ".git");

    public string? Remote => sandbox.Remote is null ? null : "origin";

    public Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken) =>
        Task.FromResult(new BranchTip("main", sandbox.Git("rev-parse", Remote is null ? "main" : "origin/main")));

    public Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken) =>
        Task.FromResult(sandbox.Git("ls-tree", commit, "--", path).Length == 0 ? null : Encoding.UTF8.GetBytes(sandbox.Git("show", $"{commit}:{path}") + "\n"));

    public Task<string?> BranchCommit(string branch, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(sandbox.Git("rev-parse", $"refs/heads/{branch}"));

    public Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken) =>
        Task.FromResult(sandbox.Git("merge-base", descendant, ancestor) == ancestor);

    public Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveWorktree(string runId, bool force, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Checkout(string treeish, string directory, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> AdvanceDefaultBranch(string branch, string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Push(string branch, string commit, string? expected, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> Resolve(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> Diff(string from, string to, int maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> TreeOf(string commit, CancellationToken cancellationToken) => throw new NotSupportedException();
}

using System.Text;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Requests;

/// <summary>The reading half of a repository, with real git. Whatever else is asked of it fails the test.</summary>
internal sealed class CheckoutRepository(GitSandbox sandbox) : IRepository
{
    public string Root => sandbox.Root;

    public string GitDirectory => Path.Combine(sandbox.Root, ".git");

    public string? Remote => null;

    public Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken) => Task.FromResult(new BranchTip("main", sandbox.Git("rev-parse", "main")));

    public Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken) =>
        Task.FromResult(sandbox.Git("ls-tree", commit, path).StartsWith("100", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(sandbox.Git("show", $"{commit}:{path}")) : null);

    public Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(sandbox.Git("ls-tree", "-r", "--name-only", commit, folder + "/").Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public Task<string?> BranchCommit(string branch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken) => throw new NotSupportedException();

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

    public Task<string> TreeOf(string commit, CancellationToken cancellationToken) => throw new NotSupportedException();
}

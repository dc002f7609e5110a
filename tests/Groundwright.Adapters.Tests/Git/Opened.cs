using Groundwright.Adapters.Git;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Git;

/// <summary>A sandbox with our view of it, and what most tests here do with both.</summary>
internal sealed class Opened : IDisposable
{
    public static readonly DateTimeOffset Date = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public required GitSandbox Sandbox { get; init; }

    public required GitRepository Repository { get; init; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Opened> Create(bool withRemote = false, params (string Path, string Content)[] files)
    {
        var sandbox = GitSandbox.Create(withRemote, files);
        return new() { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
    }

    public static Task<GitRepository> Discover(string directory) => GitRepository.Discover(RecordingRunner.Real, directory, Stop);

    public Task<IWorktree> Open(string run = "abcd1234", string branch = "feature-1", string start = "main") => Repository.OpenWorktree(run, branch, start, Stop);

    /// <summary>Snapshots the tree and commits it.</summary>
    public static async Task<string> CommitAll(IWorktree tree, long sequence, string message)
    {
        var snapshot = await tree.Snapshot(sequence, Date, Stop);
        return await tree.Commit(snapshot, await tree.Head(Stop), message, Date, Stop);
    }

    /// <summary>Every ref, the index and every file of the person's checkout, byte for byte.</summary>
    public IReadOnlyList<string> Checkout() =>
    [
        .. Directory.EnumerateFiles(Sandbox.Root, "*", SearchOption.AllDirectories)
            .Where(file => !Inside(file, ".git") && !Inside(file, "trees")).Append(Path.Combine(Sandbox.Root, ".git", "index")).Append(Path.Combine(Sandbox.Root, ".git", "HEAD"))
            .Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(File.ReadAllBytes(file))}"),
    ];

    private bool Inside(string file, string folder) => file.StartsWith(Path.Combine(Sandbox.Root, folder) + "/", StringComparison.Ordinal);

    public static async Task<Problem> ProblemOf(Func<Task> action) => (await Should.ThrowAsync<GroundwrightException>(action)).Problem;

    public void Dispose() => Sandbox.Dispose();
}

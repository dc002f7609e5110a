using Groundwright.Core.Agents;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>
/// Files that steer coding agents (<c>CLAUDE.md</c>, <c>.mcp.json</c>, hooks ...). While an agent works it sees those of the default branch: what a run changed of
/// them has no effect before it is merged (quality T5).
/// </summary>
/// <param name="repository">Where the versions are.</param>
/// <param name="base">Commit of the default branch that the run began at.</param>
internal sealed class SteeringFiles(IRepository repository, string @base)
{
    private readonly List<Changed> changed = [];

    /// <summary>Puts the default branch's versions in the place of those that differ in a commit or tree.</summary>
    public async Task Place(ITreeFiles tree, string treeish, CancellationToken cancellationToken)
    {
        var paths = (await repository.Compare(@base, treeish, cancellationToken)).Paths.Where(ProtectedPaths.Steers);
        foreach (var path in paths)
        {
            var own = await Read(tree, path, cancellationToken);
            var placed = await repository.ReadFile(@base, path, cancellationToken);
            changed.Add(new Changed(path, own, placed));
            await Put(tree, path, placed, cancellationToken);
        }
    }

    /// <summary>Puts back what was replaced, except where the agent made something else of it.</summary>
    public async Task Return(ITreeFiles tree, CancellationToken cancellationToken)
    {
        foreach (var (path, own, placed) in changed)
            if (Same(await Read(tree, path, cancellationToken), placed)) await Put(tree, path, own, cancellationToken);
    }

    private static async Task Put(ITreeFiles tree, string path, byte[]? content, CancellationToken cancellationToken)
    {
        if (content is null) tree.Delete(path);
        else await tree.Write(path, content, cancellationToken);
    }

    private static async Task<byte[]?> Read(ITreeFiles tree, string path, CancellationToken cancellationToken)
    {
        await using var stream = tree.OpenRead(path);
        if (stream is null) return null;
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    private static bool Same(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private sealed record Changed(string Path, byte[]? Own, byte[]? Placed);
}

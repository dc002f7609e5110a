using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>Fresh checkouts of a tree without a git directory, for tools that read what an agent wrote (rule U1).</summary>
/// <param name="repository">Where the trees are.</param>
public sealed class Checkouts(IRepository repository)
{
    /// <summary>Writes a tree into a new folder.</summary>
    public async Task<Checkout> Make(string runId, string treeish, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(FolderOf(runId), $"{treeish[..Math.Min(10, treeish.Length)]}-{Guid.NewGuid():N}"[..24]);
        Directory.CreateDirectory(directory);
        await repository.Checkout(treeish, directory, cancellationToken);
        return new Checkout(directory);
    }

    /// <summary>An empty folder apart from the repository, for an agent: coding CLIs write nothing below a folder that is named <c>.git</c>.</summary>
    public static Checkout Apart() => new(Directory.CreateTempSubdirectory("groundwright-tree-").FullName);

    /// <summary>Writes a tree into a folder with a name, so that a successor of ours finds it; what lay there before is deleted.</summary>
    public async Task<string> MakeNamed(string runId, string name, string treeish, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(FolderOf(runId), name);
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        await repository.Checkout(treeish, directory, cancellationToken);
        return directory;
    }

    /// <summary>The folder of a name; null when it is not there.</summary>
    public string? Find(string runId, string name) => Path.Combine(FolderOf(runId), name) is var directory && Directory.Exists(directory) ? directory : null;

    /// <summary>Deletes whatever checkouts a run left. Only when none of its effects goes on.</summary>
    public void DeleteAll(string runId)
    {
        if (Directory.Exists(FolderOf(runId))) Directory.Delete(FolderOf(runId), recursive: true);
    }

    private string FolderOf(string runId) => Path.Combine(repository.GitDirectory, "groundwright", "checkouts", runId);
}

/// <summary>A checkout; disposing deletes it.</summary>
/// <param name="Directory">Absolute.</param>
public sealed record Checkout(string Directory) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory, recursive: true);
    }
}

namespace Groundwright.Core.Environments.Locks;

/// <summary>Where lock tables are kept: refs of the remote, or of this clone when there is none. Changed by compare-and-swap only.</summary>
public interface ILockTables
{
    /// <summary>Whether other clones see them too. When not, the kernel's locks decide alone and no lease is needed.</summary>
    bool Shared { get; }

    /// <summary>The table of an environment now.</summary>
    /// <exception cref="Problems.GroundwrightException">The remote cannot be reached.</exception>
    Task<LockTableVersion> Read(string environment, CancellationToken cancellationToken);

    /// <summary>Puts another table in its place.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="from">What it is to replace.</param>
    /// <param name="table">The new one.</param>
    /// <param name="cancellationToken">Stops; whether it was replaced is then told by the next look.</param>
    /// <returns>The new version; null when somebody else was first.</returns>
    Task<LockTableVersion?> Swap(string environment, LockTableVersion from, LockTable table, CancellationToken cancellationToken);
}

/// <summary>A lock table and where it was read.</summary>
/// <param name="Version">Id of its content; null: there is none yet.</param>
/// <param name="Table">The table.</param>
public sealed record LockTableVersion(string? Version, LockTable Table);

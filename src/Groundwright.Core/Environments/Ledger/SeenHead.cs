using System.Text.Json;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>How far this clone has seen the ledger go: from here on it may only move forward (rule J10).</summary>
/// <param name="Commit">Commit of the ledger.</param>
/// <param name="Count">Number of its last audit record.</param>
/// <param name="Hash">Its hash.</param>
public sealed record SeenHead(string Commit, long Count, string Hash)
{
    /// <summary>The same as the chain says it.</summary>
    public AuditHead Head() => new(Count, Hash);
}

/// <summary>Keeps it durably under the git common directory.</summary>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
public sealed class SeenHeadFile(string gitDirectory)
{
    private readonly string file = Path.Combine(gitDirectory, "groundwright", "ledger-seen.json");

    /// <summary>What was seen; null: nothing yet.</summary>
    public SeenHead? Read() => File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), LedgerFormat.Default.SeenHead) : null;

    /// <summary>Notes what is seen now, unless another process has seen more meanwhile.</summary>
    public void Write(SeenHead seen)
    {
        if (Read() is { } known && known.Count >= seen.Count) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DurableFile.Replace(file, JsonSerializer.SerializeToUtf8Bytes(seen, LedgerFormat.Default.SeenHead));
    }
}

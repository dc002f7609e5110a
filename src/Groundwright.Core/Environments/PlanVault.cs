using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>
/// Where saved plans lie until they are applied (rule X8), and states that could not be written (rule X9). Both hold secrets in clear, so they are encrypted
/// with a key that lies elsewhere; a plan in clear exists only in a private folder while a tool reads it.
/// </summary>
/// <param name="directory">Folder of the encrypted plans. Absolute; made on first use.</param>
/// <param name="keyFile">File of the key, outside <paramref name="directory"/>. Made on first use.</param>
/// <param name="time">Tells what has expired.</param>
public sealed class PlanVault(string directory, string keyFile, TimeProvider time)
{
    // How much of its hash a file is named by.
    private const int NameLength = 16;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);
    private readonly VaultKey key = new(keyFile);

    private string OpenFolder => Path.Combine(directory, "open");

    /// <summary>The vault of a repository: plans under its git directory, the key in the user's data folder (<c>$XDG_DATA_HOME/groundwright</c> on Linux).</summary>
    public static PlanVault Of(string gitDirectory, TimeProvider time) => new(
        Path.Combine(gitDirectory, "groundwright", "plans"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "groundwright", "plans.key"),
        time);

    /// <summary>Keeps a plan, encrypted.</summary>
    public StoredPlan Store(ReadOnlySpan<byte> plan, DateTimeOffset expires) => Store("plan", plan, expires);

    /// <summary>Keeps a state that could not be written where it belongs, encrypted (rule X9). It can be taken out again, which no plan can.</summary>
    public StoredPlan StoreState(ReadOnlySpan<byte> state, DateTimeOffset expires) => Store("state", state, expires);

    /// <summary>A kept state, in clear.</summary>
    /// <param name="id">How its hash begins, as the problem told: at least 8 characters.</param>
    /// <exception cref="GroundwrightException">GW2026: there is none, several begin like this, or it was changed.</exception>
    public byte[] ReadState(string id)
    {
        // Only characters of a hash: nothing that a pattern or a path would take for something else.
        var found = id.Length >= 8 && id.All(char.IsAsciiHexDigit) && Directory.Exists(directory)
            ? Directory.GetFiles(directory, "*.state").Where(path => Path.GetFileName(path).StartsWith(id[..Math.Min(id.Length, NameLength)], StringComparison.OrdinalIgnoreCase)).ToList()
            : [];
        // The same state may have been kept by the apply and again by who looked after it.
        var contents = found.Select(path => SealedFile.Unseal(key.For("plans"), File.ReadAllBytes(path)) ?? throw NoState(id, "it was changed, or kept with another key")).ToList();
        var hashes = contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(content))).Where(hash => hash.StartsWith(id, StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
        return hashes.Count switch
        {
            1 => contents.First(content => Convert.ToHexStringLower(SHA256.HashData(content)) == hashes[0]),
            0 => throw NoState(id, "none is kept here"),
            _ => throw NoState(id, $"{hashes.Count} begin like this: {string.Join(", ", hashes.Select(hash => hash[..NameLength]))}"),
        };
    }

    private StoredPlan Store(string kind, ReadOnlySpan<byte> content, DateTimeOffset expires)
    {
        PrivateFiles.CreateDirectory(directory);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        // The same bytes may be planned twice, and discarding the one must not lose the other: names never repeat.
        var path = Path.Combine(directory, $"{sha256[..NameLength]}-{Guid.NewGuid():N}.{kind}");
        PrivateFiles.Write(path, SealedFile.Seal(key.For("plans"), content, expires));
        return new StoredPlan(sha256, path);
    }

    /// <summary>The plan's bytes.</summary>
    /// <exception cref="GroundwrightException">GW2101: gone, changed, sealed with another key, or not the bytes that were hashed.</exception>
    public byte[] Read(TargetPlan plan)
    {
        var path = PathOf(plan);
        if (!File.Exists(path)) throw Lost(plan, "it is gone");
        var content = SealedFile.Unseal(key.For("plans"), File.ReadAllBytes(path)) ?? throw Lost(plan, "it was changed, or saved with another key");
        return Convert.ToHexStringLower(SHA256.HashData(content)) == plan.Sha256 ? content : throw Lost(plan, "it is not the plan that was hashed");
    }

    /// <summary>
    /// Puts the plan in clear into a private file (0600). It is there until the result is disposed, or, when that never happens because a process
    /// outlives us or was killed, until <see cref="Discard"/> or <see cref="DiscardExpired"/>.
    /// </summary>
    public PrivateFolder Open(TargetPlan plan)
    {
        var folder = new PrivateFolder(Path.Combine(OpenFolder, Path.GetFileName(PathOf(plan)), Guid.NewGuid().ToString("N")));
        PrivateFiles.Write(folder["plan"], Read(plan));
        return folder;
    }

    /// <summary>A private folder for what a tool writes before it can be stored.</summary>
    public PrivateFolder NewFolder() => new(Path.Combine(OpenFolder, "new", Guid.NewGuid().ToString("N")));

    /// <summary>Deletes a plan and whatever of it lies in clear. Gone already is success.</summary>
    public void Discard(TargetPlan plan) => Delete(PathOf(plan));

    /// <summary>Deletes what has expired and what killed processes left in clear. Returns how many plans and states went.</summary>
    public int DiscardExpired()
    {
        if (!Directory.Exists(directory)) return 0;
        var now = time.GetUtcNow();
        var expired = Directory.GetFiles(directory).Where(path => SealedFile.ExpiryOf(path) is not { } expires || expires <= now).ToList();
        expired.ForEach(Delete);
        foreach (var folder in AbandonedFolders(now)) Directory.Delete(folder, recursive: true);
        return expired.Count;
    }

    /// <summary>A keyed hash for comparing values that may be secret or guessable: equal values give equal results, and nobody without the key can try values.</summary>
    /// <returns>16 hex characters.</returns>
    public string Fingerprint(string value) => Convert.ToHexStringLower(HMACSHA256.HashData(key.For("fingerprints"), Encoding.UTF8.GetBytes(value)))[..16];

    private string[] AbandonedFolders(DateTimeOffset now)
    {
        var folder = Path.Combine(OpenFolder, "new");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Where(path => Directory.GetLastWriteTimeUtc(path) < now - AbandonedAfter)] : [];
    }

    private void Delete(string path)
    {
        File.Delete(path);
        var open = Path.Combine(OpenFolder, Path.GetFileName(path));
        if (Directory.Exists(open)) Directory.Delete(open, recursive: true);
    }

    // Only the name counts: a record that names a path elsewhere, or a repository that was moved, still leads into this folder.
    private string PathOf(TargetPlan plan) => Path.Combine(directory, Path.GetFileName(plan.Artifact));

    private static GroundwrightException NoState(string id, string why) => new(Problem.Of(TargetProblems.NoKeptState,
        $"the state {id} cannot be taken out: {why}", "A state is kept only on the machine, and in the clone, whose apply could not write it.",
        new Remedy("gw runs list", "shows the runs; `gw runs show` of the failed one names the state it kept")));

    private static GroundwrightException Lost(TargetPlan plan, string why) => new(Problem.Of(TargetProblems.PlanLost,
        $"the saved plan {plan.Sha256[..Math.Min(12, plan.Sha256.Length)]} of {plan.Target} cannot be read: {why}", "Nothing was applied.",
        PlanCheck.Again));
}

/// <summary>A plan, or a kept state, in the vault.</summary>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Path">Where it lies, encrypted; absolute.</param>
public sealed record StoredPlan(string Sha256, string Path);

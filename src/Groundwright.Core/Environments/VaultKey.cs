using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Environments;

/// <summary>The secret of one user on one machine. It is made on first use and never lies beside what it protects.</summary>
internal sealed class VaultKey(string file)
{
    private const int Length = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lazy<byte[]> master = new(() => ReadOrMake(file));

    /// <summary>A key for one purpose, so that no two uses share one.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Value, Length, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] ReadOrMake(string file)
    {
        if (!File.Exists(file)) Make(file);
        if (PrivateFiles.IsOpenToOthers(file)) throw Unusable(file, "others may read it", new Remedy($"chmod 600 '{file}'", "makes it private again"));
        var key = File.ReadAllBytes(file);
        return key.Length == Length ? key : throw Unusable(file, $"it has {key.Length} bytes instead of {Length}",
            new Remedy($"rm '{file}'", "makes a new key; saved plans must be made again"));
    }

    private static void Make(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        PrivateFiles.CreateDirectory(folder);
        // Moving without replacing is a look and a rename on Unix, which two at once can both pass: the folder is locked meanwhile.
        using var alone = OperatingSystem.IsWindows() ? null : KernelLock.TryTake(folder, Patience);
        if (File.Exists(file)) return;
        var draft = Path.Combine(folder, $"{Path.GetFileName(file)}.{Guid.NewGuid():N}");
        PrivateFiles.Write(draft, RandomNumberGenerator.GetBytes(Length));
        try
        {
            // Moved without replacing: of two processes that make the first key at once, one wins and both read the winner's.
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private static GroundwrightException Unusable(string file, string why, Remedy remedy) =>
        new(Problem.Of(TargetProblems.VaultKey, $"the key of saved plans cannot be used: {why}",
            $"The key is {file}. Plans hold secrets in clear, so they are kept encrypted.", remedy));
}

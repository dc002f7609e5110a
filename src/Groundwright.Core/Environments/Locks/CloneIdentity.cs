using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Core.Environments.Locks;

/// <summary>Tells this clone from all others, copies of it on other machines and in other containers included.</summary>
internal static class CloneIdentity
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The name of a clone, the same for all processes that see the same kernel locks.</summary>
    public static string Of(string gitDirectory)
    {
        var file = Path.Combine(gitDirectory, "groundwright", "clone");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            DurableFile.Replace(file, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        }
        var boot = File.Exists(BootFile) ? File.ReadAllText(BootFile) : "";
        var all = string.Join('\n', File.ReadAllText(file), Environment.MachineName, gitDirectory, boot);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..32];
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Groundwright.Adapters.Terraform;

/// <summary>What <c>.terraform.lock.hcl</c> fixes.</summary>
/// <param name="Sha256">Hash of the file; <c>none</c> without one.</param>
/// <param name="Providers">Names and versions; <c>none</c> without any.</param>
internal sealed partial record ProviderLock(string Sha256, string Providers)
{
    public static ProviderLock Read(string file)
    {
        if (!File.Exists(file)) return new ProviderLock("none", "none");
        var bytes = File.ReadAllBytes(file);
        var providers = Provider().Matches(Encoding.UTF8.GetString(bytes)).Select(match => $"{match.Groups["name"].Value} {match.Groups["version"].Value}").ToList();
        return new ProviderLock(Convert.ToHexStringLower(SHA256.HashData(bytes)), providers.Count == 0 ? "none" : string.Join(", ", providers));
    }

    [GeneratedRegex("^provider \"(?<name>[^\"]+)\" \\{\\s*version\\s*=\\s*\"(?<version>[^\"]+)\"", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Provider();
}

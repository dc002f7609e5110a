using Groundwright.Adapters.Terraform.Hcl;

namespace Groundwright.Adapters.Terraform;

/// <summary>What of a root reaches beyond its own files, judged by its text before any tool reads it.</summary>
internal static class RootReach
{
    private const string BuiltIn = "terraform_";

    /// <summary>Whether the cache of providers is used: a provider is named or locked.</summary>
    public static bool NamesProviders(TerraformRoot root) =>
        ProviderLock.Read(root.LockFile).Providers != "none" || Scan(root).Any(file => file.Any(token => token is { Kind: HclTokenKind.Word, Text: "required_providers" or "provider" }));

    /// <summary>
    /// Whether anything must be fetched or asked: a provider that is not built in, a module, a state that is elsewhere. Where not, no tool gets a network, so that what the
    /// built-in functions and data can read goes nowhere.
    /// </summary>
    public static bool NeedsNetwork(TerraformRoot root) =>
        root.Backend.LocalPath is null || NamesProviders(root) || Directory.EnumerateFiles(root.Directory, "*.tf.json").Any() || Scan(root).Any(HasForeignBlock);

    private static bool HasForeignBlock(IReadOnlyList<HclToken> tokens)
    {
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].Kind != HclTokenKind.Word) continue;
            if (tokens[at].Text == "module" && tokens[at + 1].Kind == HclTokenKind.Text) return true;
            if (tokens[at].Text is "resource" or "data" or "ephemeral" && tokens[at + 1].Kind == HclTokenKind.Text && !tokens[at + 1].Text.StartsWith(BuiltIn, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static IEnumerable<IReadOnlyList<HclToken>> Scan(TerraformRoot root) =>
        Directory.EnumerateFiles(root.Directory, "*.tf").Concat(Directory.EnumerateFiles(root.Directory, "*.tofu")).Select(file => HclScanner.Scan(File.ReadAllText(file)));
}

using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents;

/// <summary>
/// A model whose key programs look for in a variable of their environment. What a program is given there is what its room offers: in a sandbox a placeholder, and the
/// address of the proxy that holds the key (rule U5).
/// </summary>
/// <param name="KeyVariable">Where the key stands.</param>
/// <param name="Api">What it speaks.</param>
/// <param name="AddressVariable">Where programs look for its address.</param>
/// <param name="Path">What they expect at the end of the address.</param>
/// <param name="Address">Where it is when nothing else is said.</param>
internal sealed record KnownModel(string KeyVariable, ModelApi Api, string AddressVariable, string Path, string Address)
{
    private static readonly KnownModel[] All =
    [
        new("ANTHROPIC_API_KEY", ModelApi.Anthropic, "ANTHROPIC_BASE_URL", "", "https://api.anthropic.com"),
        new("CLAUDE_CODE_OAUTH_TOKEN", ModelApi.Anthropic, "ANTHROPIC_BASE_URL", "", "https://api.anthropic.com"),
        new("OPENAI_API_KEY", ModelApi.OpenAi, "OPENAI_BASE_URL", "/v1", "https://api.openai.com"),
        new("GEMINI_API_KEY", ModelApi.Gemini, "GOOGLE_GEMINI_BASE_URL", "", "https://generativelanguage.googleapis.com"),
    ];

    /// <summary>Whether a variable holds the key of one.</summary>
    internal static bool IsKey(string name) => Array.Exists(All, model => model.KeyVariable == name);

    /// <summary>The first whose key an agent is to see and that is set; null: it has no model that we know.</summary>
    internal static KnownModel? Among(IReadOnlyList<string> names) =>
        Array.Find(All, model => names.Contains(model.KeyVariable) && Environment.GetEnvironmentVariable(model.KeyVariable) is { Length: > 0 });

    /// <summary>How it is reached. The address may be set beside the key, as for the programs themselves.</summary>
    internal ModelAccess Access()
    {
        var address = Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } set ? set.TrimEnd('/') : Address;
        return new ModelAccess(Api, new Uri(Path.Length > 0 && address.EndsWith(Path, StringComparison.Ordinal) ? address[..^Path.Length] : address), KeyVariable);
    }
}

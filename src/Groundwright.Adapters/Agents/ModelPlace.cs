using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents;

/// <summary>
/// A model, and the variables in which programs look for it. What a program is given there is what its room offers: in a sandbox a placeholder, and the address of the proxy
/// that holds the key (rule U5).
/// </summary>
/// <param name="Api">What it speaks.</param>
/// <param name="Address">Where it is when nothing else is said.</param>
/// <param name="AddressVariable">Says otherwise.</param>
/// <param name="Path">What programs expect at the end of the address.</param>
/// <param name="KeyVariables">Variables that can hold its key; the first that is set counts.</param>
internal sealed record ModelPlace(ModelApi Api, string Address, string AddressVariable, string Path, IReadOnlyList<string> KeyVariables)
{
    /// <summary>Anthropic's; its second key is a long-lived token, as <c>claude setup-token</c> makes it.</summary>
    public static ModelPlace Anthropic { get; } = new(ModelApi.Anthropic, "https://api.anthropic.com", "ANTHROPIC_BASE_URL", "", ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"]);

    /// <summary>OpenAI's, and what speaks as it does.</summary>
    public static ModelPlace OpenAi { get; } = new(ModelApi.OpenAi, "https://api.openai.com", "OPENAI_BASE_URL", "/v1", ["OPENAI_API_KEY", "CODEX_API_KEY"]);

    /// <summary>Google's.</summary>
    public static ModelPlace Gemini { get; } = new(ModelApi.Gemini, "https://generativelanguage.googleapis.com", "GOOGLE_GEMINI_BASE_URL", "", ["GEMINI_API_KEY"]);

    private static readonly ModelPlace[] All = [Anthropic, OpenAi, Gemini];

    /// <summary>Whether a variable holds the key of one.</summary>
    public static bool IsKey(string name) => Array.Exists(All, model => model.KeyVariables.Contains(name));

    /// <summary>Those whose key is among the names, with these names alone.</summary>
    public static IReadOnlyList<ModelPlace> Among(IReadOnlyList<string> names) =>
        [.. All.Select(model => model with { KeyVariables = [.. model.KeyVariables.Where(names.Contains)] }).Where(model => model.KeyVariables.Count > 0)];

    /// <summary>The first whose key is set, with that variable alone; null: no key is set.</summary>
    public static ModelPlace? Set(IEnumerable<ModelPlace> models, Func<string, string?> variable) =>
        models.Where(model => model.KeyVariable(variable) is not null).Select(model => model with { KeyVariables = [model.KeyVariable(variable)!] }).FirstOrDefault();

    /// <summary>The variable that holds the key; null when none is set.</summary>
    public string? KeyVariable(Func<string, string?> variable) => KeyVariables.FirstOrDefault(name => !string.IsNullOrWhiteSpace(variable(name)));

    /// <summary>How it is reached. The key itself is never read here.</summary>
    public ModelAccess Access(Func<string, string?> variable)
    {
        var address = variable(AddressVariable) is { Length: > 0 } own && Uri.TryCreate(own, UriKind.Absolute, out _) ? own : Address;
        address = address.TrimEnd('/');
        if (address.EndsWith("/v1", StringComparison.Ordinal)) address = address[..^3];
        return new ModelAccess(Api, new Uri(address), KeyVariable(variable) ?? KeyVariables[0]);
    }

    /// <summary>Puts what the room offers where programs look for it.</summary>
    public CommandEnvironment Present(CommandEnvironment environment, ISandboxRoom room) =>
        room.ModelKey is { } key ? environment.With(KeyVariables[0], key).With(AddressVariable, room.ModelAddress + Path) : environment;
}

using System.Text.RegularExpressions;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>The calls of each interface that work consists of. Files, batches, fine-tuning, administration are none of them.</summary>
internal static partial class ModelCalls
{
    private static readonly string[] Anthropic = ["POST /v1/messages", "POST /v1/messages/count_tokens", "GET /v1/models"];
    private static readonly string[] OpenAi = ["POST /v1/responses", "POST /v1/chat/completions", "GET /v1/models"];
    private static readonly string[] Gemini = ["GET /v1beta/models"];

    // Which form the answer has; everything else, keys among it, stays here.
    private static readonly string[] Parameters = ["alt=sse", "beta=true"];

    internal static bool Allow(ModelApi api, string method, string path) => api switch
    {
        ModelApi.Anthropic => Anthropic.Contains($"{method} {path}"),
        ModelApi.OpenAi => OpenAi.Contains($"{method} {path}"),
        _ => Gemini.Contains($"{method} {path}") || (method == "POST" && Generation().IsMatch(path)),
    };

    internal static string Query(string query)
    {
        var kept = query.Split('&').Where(Parameters.Contains).ToList();
        return kept.Count == 0 ? "" : $"?{string.Join('&', kept)}";
    }

    [GeneratedRegex(@"\A/v1(beta)?/models/[A-Za-z0-9._-]{1,100}:(generateContent|streamGenerateContent|countTokens)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Generation();
}

using System.Net.Http.Headers;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>
/// The way to a model (rule U5): one host, the few calls that the work consists of, so many of them, our key whatever was sent, and nothing in a request that would have the
/// model's own machines call elsewhere.
/// </summary>
internal sealed class ModelGate
{
    private static readonly string[] Harmless = ["accept", "user-agent", "x-app", "x-goog-api-client", "idempotency-key", "openai-beta"];
    private static readonly string[] HarmlessPrefixes = ["anthropic-", "x-stainless-"];

    private readonly ModelAccess model;
    private readonly string key;
    private readonly int most;
    private int asked;

    private ModelGate(ModelAccess model, string key, int most)
    {
        this.model = model;
        this.key = key;
        this.most = most;
    }

    /// <exception cref="GroundwrightException">GW3104.</exception>
    internal static ModelGate Of(ModelAccess model, int most) => Environment.GetEnvironmentVariable(model.KeyVariable) is { Length: > 0 } key
        ? new ModelGate(model, key, most)
        : throw new GroundwrightException(Problem.Of(SandboxProblems.KeyMissing, $"{model.KeyVariable} is not set", $"It holds the key for {model.Upstream.Host}. The agent never sees it: Groundwright presents it.",
            new Remedy($"export {model.KeyVariable}=...", "in the shell that starts gw")));

    /// <summary>The request that goes out.</summary>
    /// <exception cref="Refusal">None does.</exception>
    internal HttpRequestMessage Admit(RequestHead head, byte[] body)
    {
        var (path, query) = head.Target.Split('?', 2) is [var left, var right] ? (left, right) : (head.Target, "");
        if (!ModelCalls.Allow(model.Api, head.Method, path)) throw Refusal.Forbidden($"{head.Method} {path} is no call that an agent needs of {model.Upstream.Host}");
        if (head.Headers.ContainsKey("content-encoding")) throw Refusal.Forbidden("the body must not be compressed: what it holds is looked at");
        if (Interlocked.Increment(ref asked) > most) throw Refusal.Forbidden($"the budget of {most} requests is spent");
        var request = new HttpRequestMessage(new HttpMethod(head.Method), $"{model.Upstream.AbsoluteUri.TrimEnd('/')}{path}{ModelCalls.Query(query)}");
        EgressRules.Copy(head, request, name => Harmless.Contains(name) || HarmlessPrefixes.Any(name.StartsWith));
        if (head.Method == "POST") request.Content = new ByteArrayContent(ModelBody.Clean(model.Api, body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        Present(request.Headers);
        return request;
    }

    private void Present(HttpRequestHeaders headers)
    {
        switch (model.Api)
        {
            // Keys of subscriptions are bearer tokens; others are not.
            case ModelApi.Anthropic when !key.StartsWith("sk-ant-oat", StringComparison.Ordinal):
                headers.Add("x-api-key", key);
                break;
            case ModelApi.Gemini:
                headers.Add("x-goog-api-key", key);
                break;
            default:
                headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                break;
        }
    }
}

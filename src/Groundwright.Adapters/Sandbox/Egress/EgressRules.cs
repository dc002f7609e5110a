using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>What may leave a room.</summary>
/// <param name="Model">The model; null: none.</param>
/// <param name="Hosts">Hosts that may be read from.</param>
/// <param name="Tunnels">Hosts that may be talked to in any way. Where there are some, nothing else goes out.</param>
internal sealed record EgressRules(ModelGate? Model, IReadOnlyList<ReadableHost> Hosts, IReadOnlyList<EgressHost> Tunnels)
{
    private static readonly string[] ForHosts = ["accept", "accept-encoding", "accept-language", "user-agent", "range", "if-none-match", "if-modified-since"];

    // A query can carry a secret to a host as well as a body can; a short one carries little.
    private const int LongestPath = 2048;

    /// <summary>The request that goes out instead of the one that came.</summary>
    /// <exception cref="Refusal">None does.</exception>
    internal HttpRequestMessage Admit(RequestHead head, byte[] body)
    {
        if (head.Method == "CONNECT") throw Refusal.Forbidden($"CONNECT {head.Target} is refused: a tunnel could carry anything. Hosts that may be read are asked as http://, and fetched over TLS from here");
        if (head.Target.StartsWith('/')) return Model?.Admit(head, body) ?? throw Refusal.Forbidden("this room has no model");
        if (!Uri.TryCreate(head.Target, UriKind.Absolute, out var asked) || asked.Scheme != Uri.UriSchemeHttp || asked.UserInfo.Length > 0) throw Refusal.Forbidden($"{Short(head.Target)} is no address that can be asked for here");
        var host = Hosts.FirstOrDefault(host => host.Is(asked)) ?? throw Refusal.Forbidden($"{asked.Authority} is not among the hosts that may be read: {(Hosts.Count == 0 ? "there are none" : string.Join(", ", Hosts.Select(host => host.Authority)))}");
        if (head.Method is not ("GET" or "HEAD") || body.Length > 0) throw Refusal.Forbidden($"{head.Method} {asked.Authority} is refused: hosts may be read only");
        if (asked.PathAndQuery.Length > LongestPath) throw Refusal.Forbidden($"the path is longer than {LongestPath} characters");
        return Copy(head, new HttpRequestMessage(new HttpMethod(head.Method), new Uri(host.Origin, asked.PathAndQuery)), ForHosts.Contains);
    }

    /// <summary>Takes over the headers that may go out.</summary>
    internal static HttpRequestMessage Copy(RequestHead head, HttpRequestMessage request, Func<string, bool> mayPass)
    {
        foreach (var (name, value) in head.Headers)
            if (mayPass(name.ToLowerInvariant())) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}

/// <summary>A host that may be read from.</summary>
/// <param name="Authority">As it is asked for from inside.</param>
/// <param name="Origin">Where it is fetched from.</param>
internal sealed record ReadableHost(string Authority, Uri Origin)
{
    internal static ReadableHost Parse(string text)
    {
        var origin = new Uri(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}");
        return new ReadableHost(origin.Authority, origin);
    }

    internal bool Is(Uri asked) => asked.Authority.Equals(Authority, StringComparison.OrdinalIgnoreCase);
}

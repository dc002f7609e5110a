using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>A request of a room that asks for a host as a whole: a tunnel, or a request without TLS that names its host.</summary>
/// <param name="Name">Name of the host, as it was asked for.</param>
/// <param name="Port">Its port.</param>
/// <param name="Forwarded">What the host is sent first; null for a tunnel, which is told that it stands instead.</param>
internal sealed partial record Passage(string Name, int Port, string? Forwarded)
{
    // Of one connection, not of the request, and the host, which the target says: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
    private static readonly string[] OfTheConnection = ["host", "connection", "proxy-connection", "proxy-authorization", "keep-alive", "te", "trailer", "upgrade"];

    /// <summary>As refusals name it.</summary>
    internal string Authority => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Port}");

    /// <summary>What a request asks for; null: it is none that asks for a host.</summary>
    internal static Passage? Of(RequestHead head)
    {
        var found = head.Method == "CONNECT" ? Tunnel().Match(head.Target) : Plain().Match(head.Target);
        if (!found.Success || Uri.CheckHostName(found.Groups["name"].Value) == UriHostNameType.Unknown) return null;
        var port = found.Groups["port"] is { Success: true } said ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture) : 80;
        return new Passage(found.Groups["name"].Value, port, head.Method == "CONNECT" ? null : Forward(head, found));
    }

    /// <summary>The host among those that may be reached; null: it is none of them.</summary>
    internal EgressHost? Among(IReadOnlyList<EgressHost> hosts) => hosts.FirstOrDefault(host => host.Means(Name, Port));

    // One request to a connection here too: what came after it would go to the host as it is.
    private static string Forward(RequestHead head, Match target)
    {
        var rest = target.Groups["rest"].Value;
        var text = new StringBuilder($"{head.Method} {(rest.StartsWith('/') ? rest : "/" + rest)} HTTP/1.1\r\nHost: {target.Groups["host"].Value}\r\n");
        foreach (var (name, value) in head.Headers.Where(header => !OfTheConnection.Contains(header.Key.ToLowerInvariant()))) text.Append($"{name}: {value}\r\n");
        return text.Append("Connection: close\r\n\r\n").ToString();
    }

    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9.-]{1,253}):(?<port>[0-9]{1,5})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tunnel();

    [GeneratedRegex(@"\Ahttp://(?<host>(?<name>[A-Za-z0-9.-]{1,253})(:(?<port>[0-9]{1,5}))?)(?<rest>[/?].*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}

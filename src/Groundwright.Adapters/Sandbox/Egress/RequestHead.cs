using System.Globalization;
using System.Text;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>
/// What stands in front of a request's body, read strictly: what two readers could understand differently is refused. Only its parts go on, never its bytes.
/// </summary>
internal sealed record RequestHead(string Method, string Target, bool IsHttp11, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Most bytes of a head.</summary>
    internal const int Limit = 32 * 1024;

    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    /// <summary>Reads a head from a connection; null when it is closed before a request begins.</summary>
    /// <returns>The head, and the bytes of the body that were read with it.</returns>
    internal static async Task<(RequestHead Head, byte[] Begun)?> Read(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[Limit];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0) return length == 0 ? null : throw Refusal.Malformed("the request ends in its head");
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf(End);
            if (end >= 0) return (Parse(Encoding.Latin1.GetString(buffer, 0, end)), buffer[(end + End.Length)..length]);
            if (length == Limit) throw Refusal.Malformed($"the head of the request is larger than {Limit / 1024} KiB");
        }
    }

    /// <summary>Length of the body; null when it comes in chunks.</summary>
    internal long? Length()
    {
        var length = Headers.GetValueOrDefault("content-length");
        if (Headers.TryGetValue("transfer-encoding", out var coding))
        {
            if (length is not null || !IsHttp11 || !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)) throw Refusal.Malformed("the length of the body is said in two ways, or in one nobody knows");
            return null;
        }
        if (length is null) return 0;
        return length.Length < 12 && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : throw Refusal.Malformed("the length of the body is no number");
    }

    internal static RequestHead Parse(string text)
    {
        var lines = text.Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, { Length: > 0 } target, "HTTP/1.1" or "HTTP/1.0"] || !method.All(char.IsAsciiLetterUpper) || !target.All(IsVisible))
            throw Refusal.Malformed("the first line is no request of HTTP/1");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon > 0 ? (line[..colon], line[(colon + 1)..].Trim(' ', '\t')) : ("", "");
            if (name.Length == 0 || !name.All(IsToken) || value.Any(c => c != '\t' && char.IsControl(c))) throw Refusal.Malformed("a line of the head is no header");
            if (!headers.TryAdd(name, value))
                headers[name] = IsSingle(name) ? throw Refusal.Malformed($"the header {name} stands there twice") : $"{headers[name]}, {value}";
        }
        return new RequestHead(method, target, lines[0].EndsWith("1.1", StringComparison.Ordinal), headers);
    }

    private static bool IsSingle(string name) => name.ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "HOST" or "CONTENT-TYPE" or "EXPECT";

    private static bool IsVisible(char c) => c is > ' ' and < '\x7f';

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}

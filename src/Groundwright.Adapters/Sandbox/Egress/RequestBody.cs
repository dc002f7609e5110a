using System.Globalization;
using System.Text;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Reads the body of a request into memory, up to a limit.</summary>
internal sealed class RequestBody(Stream stream, byte[] rest, int limit)
{
    private const int LongestLine = 256;
    private int used;

    internal async Task<byte[]> Read(long? length, CancellationToken cancellationToken)
    {
        if (length > limit) throw TooLarge();
        if (length is { } known) return await Exactly((int)known, cancellationToken);
        using var body = new MemoryStream();
        while (await Size(cancellationToken) is > 0 and var size)
        {
            if (body.Length + size > limit) throw TooLarge();
            await body.WriteAsync(await Exactly(size, cancellationToken), cancellationToken);
            if ((await Line(cancellationToken)).Length > 0) throw Refusal.Malformed("a chunk is longer than it says");
        }
        // Trailers say nothing that anybody here wants to know.
        for (var lines = 0; (await Line(cancellationToken)).Length > 0; lines++)
            if (lines > 16) throw Refusal.Malformed("the body has too many trailers");
        return body.ToArray();
    }

    private async Task<int> Size(CancellationToken cancellationToken)
    {
        var line = (await Line(cancellationToken)).Split(';')[0].Trim();
        return int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0 ? size : throw Refusal.Malformed("the size of a chunk is no number");
    }

    private async Task<string> Line(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestLine)
        {
            var next = (char)(await Exactly(1, cancellationToken))[0];
            if (next == '\n' && line is [.., '\r']) return line.ToString(0, line.Length - 1);
            line.Append(next);
        }
        throw Refusal.Malformed("a line between chunks is too long");
    }

    private async Task<byte[]> Exactly(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var have = Math.Min(count, rest.Length - used);
        rest.AsSpan(used, have).CopyTo(bytes);
        used += have;
        var missing = bytes.AsMemory(have);
        if (await stream.ReadAtLeastAsync(missing, missing.Length, throwOnEndOfStream: false, cancellationToken) < missing.Length) throw Refusal.Malformed("the request ends in its body");
        return bytes;
    }

    private Refusal TooLarge() => Refusal.TooLarge($"the body of the request is larger than {limit / (1024 * 1024)} MiB");
}

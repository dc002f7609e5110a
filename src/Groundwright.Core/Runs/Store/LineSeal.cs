using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Groundwright.Core.Runs.Store;

/// <summary>
/// The end of every line: <c>,"sum":"0123456789abcdef"}</c>. The sum covers the sum of the line before and this line up to its own, so that a line
/// cut, changed, moved, repeated or left out is noticed. Lines written in one go with earlier ones also say so, as <c>,"from":12</c>.
/// </summary>
internal sealed class LineSeal : IDisposable
{
    /// <summary>Length of a sum as text: the first 64 bits of a SHA-256.</summary>
    public const int SumLength = 16;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>What the first line is chained to.</summary>
    public static ReadOnlySpan<byte> First => "0000000000000000"u8;

    private static ReadOnlySpan<byte> SumStart => ",\"sum\":\""u8;

    private static ReadOnlySpan<byte> SumEnd => "\"}"u8;

    private static ReadOnlySpan<byte> FromStart => ",\"from\":"u8;

    /// <summary>Length of the end of a line, newline included, <c>from</c> not.</summary>
    public static int TailLength => SumStart.Length + SumLength + SumEnd.Length + 1;

    /// <summary>Longest <c>from</c>.</summary>
    public static int FromLength => FromStart.Length + 20;

    /// <summary>Writes <c>from</c> and returns its length.</summary>
    public static int WriteFrom(long sequence, Span<byte> target)
    {
        FromStart.CopyTo(target);
        Utf8Formatter.TryFormat(sequence, target[FromStart.Length..], out var digits);
        return FromStart.Length + digits;
    }

    /// <summary>Writes the end of a line, newline included, around its sum.</summary>
    public static void WriteTail(ReadOnlySpan<byte> sum, Span<byte> target)
    {
        SumStart.CopyTo(target);
        sum.CopyTo(target[SumStart.Length..]);
        SumEnd.CopyTo(target[(SumStart.Length + SumLength)..]);
        target[TailLength - 1] = (byte)'\n';
    }

    /// <summary>Splits a line (without its newline) into what is summed and the sum it states. False: it does not end as a line does.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> body, out ReadOnlySpan<byte> sum)
    {
        body = sum = default;
        var length = line.Length - (TailLength - 1);
        if (length < 1) return false;
        var tail = line[length..];
        if (!tail.StartsWith(SumStart) || !tail.EndsWith(SumEnd)) return false;
        sum = tail.Slice(SumStart.Length, SumLength);
        body = line[..length];
        return sum.IndexOfAnyExcept(Hex) < 0;
    }

    /// <summary>The first line that was written in one go with this one, by its own words; null when it says nothing.</summary>
    public static long? From(ReadOnlySpan<byte> line)
    {
        if (!TrySplit(line, out var body, out _)) return null;
        var start = body.LastIndexOf(FromStart);
        return start >= 0 && Utf8Parser.TryParse(body[(start + FromStart.Length)..], out long from, out var used)
            && start + FromStart.Length + used == body.Length ? from : null;
    }

    /// <summary>The sum of a line's body, as text.</summary>
    public void Compute(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body, Span<byte> sum)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.AppendData(previous);
        hash.AppendData(body);
        hash.GetHashAndReset(digest);
        Convert.TryToHexStringLower(digest[..(SumLength / 2)], sum, out _);
    }

    /// <summary>Whether a line (without its newline) states the sum that follows from the one before.</summary>
    public bool Matches(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> line)
    {
        if (!TrySplit(line, out var body, out var stated)) return false;
        Span<byte> sum = stackalloc byte[SumLength];
        Compute(previous, body, sum);
        return sum.SequenceEqual(stated);
    }

    /// <summary>Where in a line what looks like the end of a record is first complete; 0 when nothing does.</summary>
    public static int FirstEnd(ReadOnlySpan<byte> line)
    {
        var start = line.IndexOf(SumStart);
        var length = start + TailLength - 1;
        return start > 0 && length <= line.Length ? length : 0;
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}

using System.Text;

namespace KubernetesStandIn.Http.Protobuf;

/// <summary>Reads the wire format: numbers, and pieces with a length.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>The next field: its number, and its value as a number or as a piece.</summary>
    public (int Field, ulong Number) Next(out ReadOnlySpan<byte> piece)
    {
        var tag = Varint();
        piece = [];
        switch (tag & 7)
        {
            case 0:
                return ((int)(tag >> 3), Varint());
            case 2:
                piece = Take((int)Varint());
                return ((int)(tag >> 3), (ulong)piece.Length);
            default:
                throw new FormatException($"wire type {tag & 7} is not used by Kubernetes");
        }
    }

    public static string Text(ReadOnlySpan<byte> piece) => Encoding.UTF8.GetString(piece);

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Take(1)[0];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return value;
        }
        throw new FormatException("a number does not end");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length) throw new FormatException("the message is cut off");
        var piece = rest[..count];
        rest = rest[count..];
        return piece;
    }
}

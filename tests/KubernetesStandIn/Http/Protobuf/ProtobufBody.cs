using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Http.Protobuf;

/// <summary>Objects in the envelope that <c>kubectl</c> sends for built-in kinds, as JSON.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";
    private static readonly byte[] Magic = "k8s\0"u8.ToArray();

    public static JsonObject Read(byte[] body)
    {
        if (!body.AsSpan().StartsWith(Magic)) throw Refused("it does not begin with k8s");
        try
        {
            var envelope = Message("Unknown", body.AsSpan(Magic.Length));
            var kind = envelope.Text("typeMeta", "kind") ?? "";
            if (!ProtobufMessages.Knows(kind)) throw Refused($"the stand-in reads {kind} as JSON only: use kubectl create -f or kubectl apply");
            var item = Message(kind, Convert.FromBase64String(envelope.Text("raw") ?? ""));
            item["apiVersion"] = envelope.Text("typeMeta", "apiVersion");
            item["kind"] = kind;
            return item;
        }
        catch (FormatException fault)
        {
            throw Refused(fault.Message);
        }
    }

    private static JsonObject Message(string name, ReadOnlySpan<byte> bytes)
    {
        var result = new JsonObject();
        var reader = new ProtobufReader(bytes);
        while (!reader.IsAtEnd)
        {
            var (number, value) = reader.Next(out var piece);
            if (ProtobufMessages.Field(name, number) is { } field) Add(result, field, value, piece);
            else if (!SaysNothing(value, piece)) throw new FormatException($"the stand-in does not read field {number} of {name} as protobuf: use kubectl create -f or kubectl apply");
        }
        return result;
    }

    private static void Add(JsonObject result, ProtobufField field, ulong value, ReadOnlySpan<byte> piece)
    {
        if (field.Type is "m" or "n")
        {
            var entry = Entry(piece, field.Type == "n");
            result.Ensure(field.Name)[entry.Key] = entry.Value;
            return;
        }
        if (Value(field, value, piece) is not { } item) return;
        if (!field.IsList) result[field.Name] = item;
        else if (result[field.Name] is JsonArray list) list.Add(item);
        else result[field.Name] = new JsonArray(item);
    }

    private static JsonNode? Value(ProtobufField field, ulong value, ReadOnlySpan<byte> piece) => field.Type switch
    {
        "s" => piece.IsEmpty && !field.IsList ? null : ProtobufReader.Text(piece),
        "i" => value == 0 ? null : (long)value,
        "p" => (long)value,
        "b" => value == 0 ? null : true,
        "y" => Convert.ToBase64String(piece),
        var message => Message(message, piece),
    };

    private static (string Key, JsonNode Value) Entry(ReadOnlySpan<byte> bytes, bool isBytes)
    {
        var (key, value) = ("", "");
        var reader = new ProtobufReader(bytes);
        while (!reader.IsAtEnd)
        {
            var (number, _) = reader.Next(out var piece);
            if (number == 1) key = ProtobufReader.Text(piece);
            else value = isBytes ? Convert.ToBase64String(piece) : ProtobufReader.Text(piece);
        }
        return (key, value);
    }

    /// <summary>Empty messages, zeros, and messages that hold only such: Go sends those for everything that was not said.</summary>
    private static bool SaysNothing(ulong value, ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return value == 0;
        try
        {
            var reader = new ProtobufReader(piece);
            while (!reader.IsAtEnd)
            {
                var (_, inner) = reader.Next(out var below);
                if (!SaysNothing(inner, below)) return false;
            }
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ApiException Refused(string why) => new(new ApiStatus(415, "UnsupportedMediaType", $"the body of the request was in an unknown format: {why}"));
}

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments.Provenance;

/// <summary>A signed text, in the form that in-toto and its tools read (DSSE 1.0).</summary>
/// <param name="Payload">The text, base64.</param>
/// <param name="PayloadType">What it is.</param>
/// <param name="Signatures">At least one.</param>
public sealed record DsseEnvelope(string Payload, string PayloadType, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>Type of an in-toto statement.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>The bytes that are signed: the type is signed with the text, each with its length, so that neither can be taken for the other.</summary>
    public static byte[] Signed(string payloadType, ReadOnlySpan<byte> payload)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }
}

/// <summary>One signature.</summary>
/// <param name="KeyId">SHA-256 of the public key (SubjectPublicKeyInfo), lower-case hex; a hint which key to try.</param>
/// <param name="Sig">The signature, base64: DER for ECDSA, PKCS #1 v1.5 for RSA, both over SHA-256.</param>
public sealed record DsseSignature([property: JsonPropertyName("keyid")] string KeyId, string Sig);

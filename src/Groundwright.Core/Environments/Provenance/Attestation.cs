using System.Text.Json;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Environments.Provenance;

/// <summary>Signs what is said about releases, and checks it.</summary>
public static class Attestation
{
    /// <summary>The signed statement that lies beside a release.</summary>
    public static LedgerFile Of(Release release, LedgerFile file, AuditHead head, ReleaseKey key)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(ReleaseStatement.Of(release, file, head), ProvenanceFormat.Default.ReleaseStatement);
        var signature = key.Sign(DsseEnvelope.Signed(DsseEnvelope.InToto, payload));
        var envelope = new DsseEnvelope(Convert.ToBase64String(payload), DsseEnvelope.InToto, [new DsseSignature(key.Id, Convert.ToBase64String(signature))]);
        return new LedgerFile(LedgerPaths.OfStatement(release), JsonSerializer.Serialize(envelope, ProvenanceFormat.Default.DsseEnvelope));
    }

    /// <summary>What is wrong with the statement about a release; null: nothing.</summary>
    /// <param name="release">The release as the ledger says it now.</param>
    /// <param name="file">Its file.</param>
    /// <param name="statement">Text of the statement's file.</param>
    /// <param name="key">Whose signature it must carry.</param>
    public static string? Check(Release release, LedgerFile file, string statement, ReleaseKey key)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(statement, ProvenanceFormat.Default.DsseEnvelope);
            if (envelope is not { PayloadType: DsseEnvelope.InToto, Payload: { } payload, Signatures: { } signatures }) return "its statement is not an in-toto envelope";
            var bytes = Convert.FromBase64String(payload);
            var signed = DsseEnvelope.Signed(DsseEnvelope.InToto, bytes);
            if (!signatures.Any(signature => key.Verifies(signed, Convert.FromBase64String(signature.Sig)))) return "its statement is not signed with this key";
            return Compare(release, file, JsonSerializer.Deserialize(bytes, ProvenanceFormat.Default.ReleaseStatement)!);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentNullException)
        {
            return $"its statement cannot be read: {fault.Message}";
        }
    }

    private static string? Compare(Release release, LedgerFile file, ReleaseStatement said)
    {
        var subject = said.Subject is [var only] ? only : null;
        if (said.Type != ReleaseStatement.Format || said.PredicateType != ReleaseStatement.Kind || subject is null) return "its statement is of another kind";
        if (subject.Name != file.Path) return $"its statement is about {subject.Name}";
        if (subject.Digest.GetValueOrDefault("sha256") != file.Sha256) return "it is not as it was signed";
        return said.Predicate.Audit == release.Audit ? null : "its statement names another head of the audit chain";
    }
}

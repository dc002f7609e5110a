using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>Links audit records and finds whatever was done to them afterwards (rule J10).</summary>
public static class AuditChain
{
    /// <summary>The next record.</summary>
    public static AuditRecord Next(AuditHead head, DateTimeOffset at, AuditFact fact, IEnumerable<LedgerFile> files)
    {
        var record = new AuditRecord(head.Count + 1, at.ToUniversalTime(), fact, head.Hash, "") { Files = files.ToDictionary(file => file.Path, file => file.Sha256) };
        return record with { Hash = HashOf(record) };
    }

    /// <summary>The hash that a record must state.</summary>
    public static string HashOf(AuditRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, record);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>Everything that is wrong with a chain, in words. Empty: it is whole.</summary>
    /// <param name="records">In the order in which they were found.</param>
    /// <param name="anchors">What others know about the chain: a cut tail, or a chain made anew, does not agree with them.</param>
    public static IReadOnlyList<string> Verify(IReadOnlyList<AuditRecord> records, IEnumerable<AuditAnchor> anchors)
    {
        var flaws = new List<string>();
        var before = AuditHead.Empty;
        foreach (var record in records)
        {
            if (record.Number != before.Count + 1) flaws.Add($"after record {before.Count} comes record {record.Number}");
            if (record.Previous != before.Hash) flaws.Add($"record {record.Number} does not follow from the one before it");
            if (record.Hash != HashOf(record)) flaws.Add($"record {record.Number} was changed");
            before = new AuditHead(record.Number, record.Hash);
        }
        foreach (var anchor in anchors)
            if (Disagrees(records, anchor.Head) is { } flaw) flaws.Add($"{anchor.What} knows record {anchor.Head.Count}, {flaw}");
        return flaws;
    }

    private static string? Disagrees(IReadOnlyList<AuditRecord> records, AuditHead head)
    {
        if (head.Count == 0) return head == AuditHead.Empty ? null : "which cannot be";
        if (head.Count < 0 || head.Count > records.Count) return $"but the chain has {records.Count}";
        return records[(int)head.Count - 1].Hash == head.Hash ? null : "but the one in the chain is another";
    }

    // The order of the fields is part of the format.
    private static void Write(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("number", record.Number);
        json.WriteString("at", record.At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("action", record.Fact.Action);
        json.WriteString("actor", record.Fact.Actor.Name);
        json.WriteString("kind", record.Fact.Actor.Kind);
        json.WriteString("environment", record.Fact.Environment);
        json.WriteString("run", record.Fact.RunId);
        json.WriteString("detail", record.Fact.Detail);
        json.WriteStartObject("files");
        foreach (var (path, hash) in record.Files.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(path, hash);
        json.WriteEndObject();
        json.WriteString("previous", record.Previous);
        json.WriteEndObject();
    }
}

/// <summary>Somebody who knows how far the chain went once.</summary>
/// <param name="What">Such as <c>release dev-2026-11-20-3</c>.</param>
/// <param name="Head">How far.</param>
public sealed record AuditAnchor(string What, AuditHead Head);

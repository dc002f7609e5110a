using System.Security.Cryptography;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Provenance;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>A change on its way into the ledger.</summary>
internal sealed record Writing(LedgerChange Change)
{
    /// <summary>Brings in releases of an earlier version, which were no part of the chain when they were made.</summary>
    public bool TakesOver { get; init; }

    /// <summary>The commit of the last try.</summary>
    public string? Commit { get; set; }
}

/// <summary>What a change comes to on top of one state: the files it writes and the state after it.</summary>
internal sealed record LedgerDraft(IReadOnlyList<LedgerFile> Files, AuditRecord Record, LedgerState State, string Message)
{
    public static LedgerDraft Of(LedgerState before, LedgerState after, Writing writing, Lazy<ReleaseKey>? key, DateTimeOffset now)
    {
        var stamped = writing.TakesOver ? after : after with { Releases = [.. after.Releases.Select((release, i) => i < before.Releases.Count ? release : release with { Audit = before.Head })] };
        var files = new List<LedgerFile>(LedgerFiles.Changed(before, stamped));
        if (key is not null && !writing.TakesOver)
            files.AddRange(stamped.Releases.Skip(before.Releases.Count).Select(release => Attestation.Of(release, LedgerFiles.Of(release), before.Head, key.Value)));
        var fact = writing.Change.Fact;
        var record = AuditChain.Next(before.Head, now, fact, files);
        var state = stamped with { Audit = [record], Releases = LedgerFiles.InOrder(stamped.Releases) };
        // Two clones that record the same thing at the same instant must not make the same commit: one of the two records would be lost.
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return new LedgerDraft([.. files, .. LedgerFiles.Of(record)], record, state, $"{record.Number} {fact.Action} {fact.Environment}\n\n{nonce}\n");
    }
}

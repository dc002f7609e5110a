using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>Checks the audit log against itself, the files of the ledger, the heads that releases carry, what this clone saw, and signatures (rule J10).</summary>
public static class AuditCheck
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="history">What was found.</param>
    /// <param name="key">Public key that releases must be signed with; null: signatures are not looked at.</param>
    public static AuditReport Check(AuditHistory history, ReleaseKey? key)
    {
        var records = history.Records();
        var state = LedgerFiles.Read(history.Files);
        var files = history.Files.ToDictionary(file => file.Path);
        var flaws = new List<string>(AuditChain.Verify(records, Anchors(history, state)));
        if (!history.Forward) flaws.Add("the ledger's ref is not a continuation of what this clone saw");
        if (state.Head != (records is [.., var last] ? new AuditHead(last.Number, last.Hash) : AuditHead.Empty)) flaws.Add($"{LedgerPaths.Head} is not the last record");
        flaws.AddRange(Files(records, files));
        var signed = key is null ? 0 : Signatures(state, files, key, flaws);
        return new AuditReport(records.Count, state.Releases.Count, signed, flaws);
    }

    private static IEnumerable<AuditAnchor> Anchors(AuditHistory history, LedgerState state)
    {
        if (history.Seen is { } seen) yield return new AuditAnchor("this clone", seen.Head());
        foreach (var release in state.Releases)
            if (release.Audit is { } head) yield return new AuditAnchor($"release {release.Id}", head);
    }

    /// <summary>Each file must be as the last record that wrote it says, and be there; and nothing else may be there.</summary>
    private static IEnumerable<string> Files(IReadOnlyList<AuditRecord> records, Dictionary<string, LedgerFile> files)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, hash) in records.SelectMany(record => record.Files)) said[path] = hash;
        foreach (var (path, hash) in said)
        {
            if (!files.TryGetValue(path, out var file)) yield return $"{path} was removed";
            else if (file.Sha256 != hash) yield return $"{path} was changed";
        }
        foreach (var path in files.Keys)
            if (!said.ContainsKey(path) && !path.StartsWith(LedgerPaths.Audit, StringComparison.Ordinal)) yield return $"{path} was written past the audit log";
    }

    private static int Signatures(LedgerState state, Dictionary<string, LedgerFile> files, ReleaseKey key, List<string> flaws)
    {
        var signed = 0;
        // Releases of earlier versions came before signatures.
        foreach (var release in state.Releases.Where(release => release.Audit is not null))
        {
            var statement = files.GetValueOrDefault(LedgerPaths.OfStatement(release));
            var flaw = statement is null ? "it is not signed"
                : files.TryGetValue(LedgerPaths.OfRelease(release), out var file) ? Attestation.Check(release, file, statement.Text, key) : "its file is elsewhere";
            if (flaw is null) signed++;
            else flaws.Add($"release {release.Id}: {flaw}");
        }
        return signed;
    }
}

/// <summary>What a check of the audit log came to.</summary>
/// <param name="Records">How many records the chain has.</param>
/// <param name="Releases">How many releases there are.</param>
/// <param name="Signed">How many of them carry a good signature of the key that was given.</param>
/// <param name="Flaws">What is wrong, one a line. Empty: nothing.</param>
public sealed record AuditReport(int Records, int Releases, int Signed, IReadOnlyList<string> Flaws)
{
    /// <summary>The problem, when there is one.</summary>
    public Problem? Problem() => Flaws.Count == 0 ? null : Problems.Problem.Of(EnvironmentProblems.AuditBroken, $"the audit log does not hold: {Flaws[0]}",
        string.Join('\n', Flaws.Take(20)) + (Flaws.Count > 20 ? $"\nand {Flaws.Count - 20} more" : ""),
        new Remedy("gw audit list", "what it says"), new Remedy("git log --stat refs/groundwright/ledger refs/groundwright/remote/ledger", "who wrote what; one of the two is there"));
}

namespace Groundwright.Core.Environments.Ledger;

/// <summary>The whole audit log. Apart from <see cref="ILedger"/>, which needs its end only and must stay quick.</summary>
public interface IAuditLog
{
    /// <summary>Everything there is, as it was found; nothing is checked yet.</summary>
    Task<AuditHistory> History(CancellationToken cancellationToken);
}

/// <summary>The ledger with all that a check of it needs.</summary>
/// <param name="Files">Every file of it.</param>
/// <param name="Seen">How far this clone saw it go before; null: never.</param>
/// <param name="Forward">Whether it is a continuation of that.</param>
public sealed record AuditHistory(IReadOnlyList<LedgerFile> Files, SeenHead? Seen, bool Forward)
{
    /// <summary>Its audit records, oldest first.</summary>
    /// <exception cref="Problems.GroundwrightException">One cannot be read (GW2071).</exception>
    public IReadOnlyList<AuditRecord> Records() =>
    [
        .. Files.Where(file => file.Path.StartsWith(LedgerPaths.Audit, StringComparison.Ordinal) && file.Path != LedgerPaths.Head)
            .OrderBy(file => file.Path, StringComparer.Ordinal).Select(LedgerFiles.ReadRecord),
    ];
}

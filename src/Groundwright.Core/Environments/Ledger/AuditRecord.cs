namespace Groundwright.Core.Environments.Ledger;

/// <summary>One link of the audit chain.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Previous">Hash of the record before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all of the above and <see cref="Files"/>, lower-case hex.</param>
public sealed record AuditRecord(long Number, DateTimeOffset At, AuditFact Fact, string Previous, string Hash)
{
    /// <summary>SHA-256 of every file of the ledger that was written with it, by path, so that a release changed later is seen too.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <summary>How far the audit chain goes: what is signed into releases, so that a cut tail is seen (rule J10).</summary>
/// <param name="Count">Number of the last record; 0: empty.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditHead(long Count, string Hash)
{
    /// <summary>The head of an empty chain.</summary>
    public static AuditHead Empty { get; } = new(0, new string('0', 64));
}

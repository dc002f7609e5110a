using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Environments.Figures;

/// <summary>Everything figures are computed from.</summary>
/// <param name="Ledger">What was released.</param>
/// <param name="Runs">The runs of this clone, in any order. Runs of other clones are not known here.</param>
/// <param name="Environments">Names of the environments, in the order of the configuration.</param>
/// <param name="Production">Those of them that users see.</param>
/// <param name="Since">Beginning of the period.</param>
/// <param name="Until">End of the period: now.</param>
public sealed record FiguresInput(
    LedgerState Ledger, IReadOnlyList<RunFact> Runs, IReadOnlyList<string> Environments, IReadOnlyList<string> Production, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Dates of the commits that a release brought over the one before it, by release id. A release that is not here: not known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DateTimeOffset>> Commits { get; init; } = new Dictionary<string, IReadOnlyList<DateTimeOffset>>();

    /// <summary>Whether a moment lies in the period.</summary>
    public bool Covers(DateTimeOffset moment) => moment >= Since && moment <= Until;
}

/// <summary>What figures need to know of a run.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Workflow">Workflow asked for last.</param>
/// <param name="Started">When it was asked for.</param>
/// <param name="Generation">How long was worked on plan and build; null: they were not done.</param>
public sealed record RunFact(string RunId, string Workflow, DateTimeOffset Started, TimeSpan? Generation);

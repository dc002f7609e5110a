using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>Keeps everybody else out of an environment of which nobody knows what is there (rules X5, X9).</summary>
internal static class QuarantineExtensions
{
    private static readonly Actor Product = new("groundwright", "tool");

    /// <summary>Puts an environment into quarantine. Done already is success.</summary>
    public static Task Quarantine(this PhaseServices services, IRun run, string environment, string reason, CancellationToken cancellationToken) =>
        services.Quarantine(run.Id, environment, reason, cancellationToken);

    /// <inheritdoc cref="Quarantine(PhaseServices, IRun, string, string, CancellationToken)"/>
    public static Task Quarantine(this PhaseServices services, string runId, string environment, string reason, CancellationToken cancellationToken) =>
        services.Ledger.Write(new LedgerChange(new AuditFact("quarantine", Product, environment, runId, reason), ledger => ledger.Of(environment) is { Quarantine: null } record
            ? ledger.With(environment, record with { Quarantine = new Notice(reason, Product.Name, services.Time.GetUtcNow(), runId) })
            : ledger), cancellationToken);
}

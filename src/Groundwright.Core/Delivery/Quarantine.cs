using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Delivery;

/// <summary>Keeps everybody else out of an environment of which nobody knows what is there (rules X5, X9).</summary>
internal sealed class Quarantine(PhaseServices services, string runId)
{
    private static readonly Actor Product = new("groundwright", "tool");

    /// <summary>Begins it. Begun already is success.</summary>
    public Task Begin(string environment, string reason, CancellationToken cancellationToken) =>
        services.Ledger.Write(new LedgerChange(new AuditFact("quarantine", Product, environment, runId, reason), ledger => ledger.Of(environment) is { Quarantine: null } record
            ? ledger.With(environment, record with { Quarantine = new Notice(reason, Product.Name, services.Time.GetUtcNow(), runId) })
            : ledger), cancellationToken);

    /// <summary>Begins it for a run that somebody ended by force in the middle of an effect.</summary>
    public async Task AfterForce(RunState state, CancellationToken cancellationToken)
    {
        if (state.Status != RunStatus.Cancelled) return;
        foreach (var step in state.Steps.Values.Where(step => step is { Effect: EffectKind.Once, Unknown: not null, Resolved: null }))
        {
            var phase = step.Key.Split('.')[0];
            var environment = Workflows.EnvironmentOf(phase) ?? TargetEnvironment.Of(state, services.Settings).Name;
            await Begin(environment, $"run {state.Id} was ended by force in the middle of {step.Key}", cancellationToken);
        }
    }
}

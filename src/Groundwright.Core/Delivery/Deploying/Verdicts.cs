using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Writes down what is said about a release.</summary>
internal sealed class Verdicts(IRun run, PhaseServices services)
{
    /// <summary>Marks it, once.</summary>
    public Task Say(Release release, ReleaseVerdict verdict, GateAnswer? answer, string step)
    {
        var actor = answer?.Actor ?? new Actor("groundwright", "tool");
        var reason = answer?.Reason ?? "its checks did not pass";
        return run.Step(step, new { release.Id }, async scope =>
        {
            var mark = new ReleaseMark(release.Id, verdict, actor.Name, services.Time.GetUtcNow(), reason);
            var change = new LedgerChange(new AuditFact("verdict", actor, release.Environment, run.Id, $"{release.Id}: {verdict}"), ledger =>
                ledger.Marks.Any(known => known.ReleaseId == release.Id && known.Verdict == verdict) ? ledger : ledger with { Marks = [.. ledger.Marks, mark] });
            await services.Ledger.Write(change, scope.Cancellation);
            return true;
        });
    }
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What is done when a deploy is not good: stop, ask a person, or go back to the last good release, as the environment says.</summary>
internal sealed class FailedDeploy(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Always ends with a problem, unless a person says that what is there stays.</summary>
    public async Task<Outcome> Settle(Outcome outcome)
    {
        var policy = outcome.Release.Mode == ReleaseModes.Rollback ? FailurePolicy.Stop : environment.OnFailure;
        if (policy == FailurePolicy.Ask && outcome.Failures.Count == 0 && await StaysAnyway(outcome)) return outcome;
        throw Bad(outcome, policy == FailurePolicy.Stop ? null : await GoBack(outcome));
    }

    private async Task<bool> StaysAnyway(Outcome outcome)
    {
        var gate = new GateRequest("verdict", GateKind.Approval, $"keep {outcome.Release.Id} in {environment.Name} though it is not healthy", "`onFailure: ask`: a person decides")
        {
            What = Checks(outcome),
            MayAnswerSelf = false,
        };
        var answer = await run.Gate("verdict", gate);
        if (answer.Approved) await new Verdicts(run, services).Say(outcome.Release, ReleaseVerdict.Good, answer, "verdict-good");
        return answer.Approved;
    }

    /// <summary>The rollback is a deploy of its own, planned against today's state and approved by the same rules.</summary>
    private async Task<Outcome?> GoBack(Outcome outcome)
    {
        await new Verdicts(run, services).Say(outcome.Release, ReleaseVerdict.Bad, null, "verdict-bad");
        var target = await run.Step("back-version", null, async scope =>
        {
            var ledger = await services.Ledger.Read(scope.Cancellation);
            var good = ledger.LastGood(environment.Name, except: outcome.Release.Id);
            return good is null ? null : new DeployVersion(good.Commit, good.Tree, ReleaseModes.Rollback, good.Id);
        });
        return target is null ? null : await new EnvironmentDeploy(run, services, environment, "back-").Go(target, services.TargetsOf(environment), asked: false);
    }

    private GroundwrightException Bad(Outcome outcome, Outcome? back)
    {
        var then = back is null ? $"What was applied of {outcome.Release.Commit[..10]} stays there."
            : back.Good ? $"{environment.Name} was rolled back to {back.Release.From} ({back.Release.Commit[..10]}) and is on hold."
            : $"The rollback to {back.Release.From} is not good either.";
        if (outcome.Failures.Count > 0) return new GroundwrightException([outcome.Failures[0] with { Detail = $"{outcome.Failures[0].Detail}\n{then}" }, .. outcome.Failures.Skip(1)]);
        Remedy[] remedies = back is null
            ? [new($"gw rollback {environment.Name}", "goes back to the last good release"), new($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything the checks printed"), new($"gw runs retry {run.Id}", "deploys and looks again")]
            : [new($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything the checks printed"), new($"gw env release {environment.Name}", "ends the hold once it is mended")];
        return new GroundwrightException(Problem.Of(DeliveryProblems.Unhealthy, $"{environment.Name} is not healthy after {outcome.Release.Id}", string.Join('\n', Checks(outcome)) + $"\n{then}", remedies));
    }

    private static IReadOnlyList<string> Checks(Outcome outcome) => [.. outcome.Checks.Where(check => !check.Passed).Select(check => $"✗ {check.Name}: {check.Detail}")];
}

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

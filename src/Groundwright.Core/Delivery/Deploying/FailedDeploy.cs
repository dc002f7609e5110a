using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What is done when a deploy is not good: stop, ask a person, or go back to the last good release, as the environment says.</summary>
internal sealed class FailedDeploy(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Always ends with a problem, unless a person says that what is there stays.</summary>
    public async Task<Outcome> Settle(Outcome outcome)
    {
        var policy = outcome.Release.Mode == ReleaseModes.Rollback ? FailurePolicy.Stop : environment.OnFailure;
        // What was applied only in part cannot be kept by saying so: where a person decides, they decide by the next command.
        if (policy == FailurePolicy.Stop || (policy == FailurePolicy.Ask && outcome.Failures.Count > 0)) throw Bad(outcome, "");
        if (policy == FailurePolicy.Ask && await StaysAnyway(outcome)) return outcome;
        throw Bad(outcome, await GoBack(outcome));
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

    /// <summary>The rollback is a deploy of its own, planned against today's state and approved by the same rules. Returns what came of it, in words.</summary>
    private async Task<string> GoBack(Outcome outcome)
    {
        await new Verdicts(run, services).Say(outcome.Release, ReleaseVerdict.Bad, null, "verdict-bad");
        var target = await run.Step("back-version", null, async scope =>
        {
            var ledger = await services.Ledger.Read(scope.Cancellation);
            var good = ledger.LastGood(environment.Name, except: outcome.Release.Id);
            return good is null ? null : new ImageChoice(run, services, environment).BackTo(good, ledger);
        });
        if (target is null) return $"There is no good release of {environment.Name} to go back to.";
        try
        {
            var back = await new EnvironmentDeploy(run, services, environment, "back-").Go(target, services.TargetsOf(environment), asked: false);
            return back is { Good: true } ? $"{environment.Name} was rolled back to {target.From} ({target.Short}) and is on hold: `gw env release {environment.Name}` ends that."
                : $"The rollback to {target.From} is not good either{(back?.Failures is [var first, ..] ? $": {first.Summary}" : "")}.";
        }
        catch (GroundwrightException fault) when (fault.Problem.Code != RunProblems.JournalWrite)
        {
            // Why the rollback was asked for must not be lost behind why it could not be made.
            return $"The rollback to {target.From} could not be made: {string.Join("; ", fault.Problems.Select(problem => $"{problem.Code.Id} {problem.Summary}"))}.";
        }
    }

    private GroundwrightException Bad(Outcome outcome, string back)
    {
        var then = back.Length > 0 ? back : $"What was applied of {outcome.Release.Commit[..10]} stays there.";
        if (outcome.Failures.Count > 0) return new GroundwrightException([outcome.Failures[0] with { Detail = $"{outcome.Failures[0].Detail}\n{then}" }, .. outcome.Failures.Skip(1)]);
        return new GroundwrightException(Problem.Of(DeliveryProblems.Unhealthy, $"{environment.Name} is not healthy after {outcome.Release.Id}", string.Join('\n', Checks(outcome)) + $"\n{then}",
            new Remedy($"gw env show {environment.Name}", "what is there now"),
            new Remedy($"gw runs logs {run.Id} {run.State.Phases[^1].Name}", "everything the checks printed"),
            back.Length > 0 ? new Remedy($"gw releases list {environment.Name}", "what was there when") : new Remedy($"gw rollback {environment.Name}", "goes back to the last good release")));
    }

    private static IReadOnlyList<string> Checks(Outcome outcome) => [.. outcome.Checks.Where(check => !check.Passed).Select(check => $"✗ {check.Name}: {check.Detail}")];
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Has a person look at what was deployed and say whether it works (<c>confirm: true</c>).</summary>
internal sealed class Confirmation(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Asks where the environment wants it.</summary>
    /// <exception cref="GroundwrightException">GW1609: it does not work; the release is marked bad.</exception>
    public async Task Ask(Release release)
    {
        if (!environment.Confirm || release.Mode == ReleaseModes.Rollback) return;
        var answer = await run.Gate("confirm", new GateRequest("confirm", GateKind.Approval, $"say that {environment.Name} works", "`confirm: true`: a person looks before it counts as good")
        {
            What = [.. environment.Url is { } url ? [$"look at {url}"] : Array.Empty<string>(), $"release {release.Id}", .. release.Checks],
            MayAnswerSelf = false,
        });
        await new Verdicts(run, services).Say(release, answer.Approved ? ReleaseVerdict.Good : ReleaseVerdict.Bad, answer, "verdict-confirm");
        if (answer.Approved) return;
        throw new GroundwrightException(Problem.Of(DeliveryProblems.Rejected, $"{answer.Actor.Name} says that {environment.Name} does not work", $"{answer.Reason ?? "No reason was given."}\n{release.Id} is marked bad and stays there.",
            new Remedy($"gw rollback {environment.Name}", "goes back to the last good release"),
            new Remedy(run.Request.IssueNumber is { } issue ? $"gw patch {issue} --change \"...\"" : $"gw deploy {environment.Name}", "mends it and deploys again")));
    }
}

using Groundwright.Core.Delivery.Shipping;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>Has a person choose one of the options of the spec before anything is built (<c>plan: { chooseOption: true }</c>).</summary>
internal sealed class OptionChoice(PhaseServices services, IRun run)
{
    private const string Name = "option";

    /// <summary>What was chosen; null where nobody is to choose, or there is nothing to choose between.</summary>
    /// <param name="spec">What was found in the spec.</param>
    /// <param name="path">Its path, relative to the worktree.</param>
    /// <param name="worktree">Where it can be read.</param>
    /// <exception cref="GroundwrightException">GW1609: none of them is wanted.</exception>
    public async Task<ChosenOption?> Ask(SpecCheck spec, string path, string worktree)
    {
        if (!services.Settings.Plan.ChooseOption || spec.Options is not { Count: > 1 } options) return null;
        if (Readiness.ZeroTouch(run) && services.Settings.Ship.ZeroTouch) return null;
        var answer = await run.Gate(Name, new GateRequest(Name, GateKind.Approval, "choose how it is done", "`plan: { chooseOption: true }`: a person chooses before anything is built")
        {
            What = [$"{path} in {worktree}"],
            Options = options,
            Proposed = spec.Decided,
            MayAnswerSelf = false,
        });
        if (answer is { Approved: true, Option: { } number }) return new ChosenOption(number, answer.Reason);
        throw new GroundwrightException(Problem.Of(DeliveryProblems.Rejected, $"{answer.Actor.Name} wants none of the options", $"{answer.Reason ?? "No reason was given."}\nNothing was built.",
            new Remedy($"gw plan {run.Request.IssueNumber}", "after you said in the issue what is missing, begins anew"), new Remedy($"gw runs retry {run.Id}", "has the spec written again from the same request")));
    }
}

/// <summary>The option that a person chose.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Reason">In their words; null: none was given.</param>
internal sealed record ChosenOption(int Number, string? Reason);

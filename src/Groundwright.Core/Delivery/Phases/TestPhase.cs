using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>Validates, plans and applies the policy rules; failures go back to the author, a bounded number of times (A5).</summary>
internal sealed class TestPhase(PhaseServices services) : IPhase
{
    public string Name => "test";

    public IReadOnlyList<string> Needs => ["build|patch"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var branch = await RunBranch.Open(run);
        var author = new Author(services, run);
        var environment = TargetEnvironment.Of(run, services.Settings);
        var image = await new ImageChoice(run, services, environment).ForChange();
        var checks = new TargetChecks(services, run, environment) { Image = image };
        var head = branch.Head;
        for (var round = 1; ; round++)
        {
            var report = await checks.Round(head, $"{round}");
            if (report.Passed) return await Passed(run, branch, author, head, report);
            if (round > services.Settings.Ship.FixAttempts) throw Failed(run, report, round);
            (branch, head) = await Fix(run, branch, author, report, round);
        }
    }

    private async Task<(RunBranch Branch, string Head)> Fix(IRun run, RunBranch branch, Author author, CheckReport report, int round)
    {
        var failures = string.Join('\n', report.Failures);
        var fixedUp = await author.Change(branch, new WorkOrder($"fix-{round}", PromptBook.Fix,
            PromptModels.Of(run, services) with { Failures = failures, Round = round }, new AgentExpectation { Change = true })
        {
            ForPerson = "mend what the tests found",
            Details = report.Failures,
        });
        var head = await branch.Commit(run, $"commit/{round}", $"mend what the tests found, round {round}", fixedUp.Files);
        return (branch with { Files = fixedUp.Files, Head = head }, head);
    }

    private async Task<PhaseResult> Passed(IRun run, RunBranch branch, Author author, string head, CheckReport report)
    {
        await branch.Push(run, services, head);
        var facts = new Dictionary<string, string>(author.UsageFacts())
        {
            [RunFacts.Commit] = head,
            [RunFacts.Plan] = report.PlanId,
            [RunFacts.PlanTree] = report.Tree!,
            [RunFacts.PlanText] = PlanText.Full(report.Plans),
            [RunFacts.Checks] = ChecksText.Of(report.Plans),
        };
        if (report.Image is { } image) facts[RunFacts.Image] = image;
        foreach (var plan in report.Plans) facts[RunFacts.PlanOf(plan.Target)] = System.Text.Json.JsonSerializer.Serialize(plan);
        return new PhaseResult(PlanText.Counts(report.Plans), facts);
    }

    private static GroundwrightException Failed(IRun run, CheckReport report, int rounds) => new(Problem.Of(DeliveryProblems.TestsFailed,
        $"the tests did not pass after {rounds} {(rounds == 1 ? "round" : "rounds")}", string.Join('\n', report.Failures),
        new Remedy($"gw runs show {run.Id}", "what happened so far"),
        new Remedy($"gw runs retry {run.Id}", "tests again, after you mended the worktree or not")));
}

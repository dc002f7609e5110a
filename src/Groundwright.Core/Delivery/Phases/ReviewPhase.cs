using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>Findings of our own rules and of the reviewer; blockers are patched and reviewed again, three rounds at most (A6).</summary>
internal sealed class ReviewPhase(PhaseServices services) : IPhase
{
    /// <summary>Rounds of review; a blocker left in the last one ends the run.</summary>
    public const int MostRounds = 3;

    public string Name => "review";

    public IReadOnlyList<string> Needs => ["test"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var branch = await RunBranch.Open(run);
        var author = new Author(services, run);
        var environment = TargetEnvironment.Of(run, services.Settings);
        var image = await new ImageChoice(run, services, environment).ForChange();
        var checks = new TargetChecks(services, run, environment) { Image = image };
        var checkedNow = await checks.Round(branch.Head, "1");
        for (var round = 1; ; round++)
        {
            var review = await new Review(services, run, author).Round(branch.Head, checkedNow, round);
            await Publish(run, review, round);
            if (!review.Blockers.Any()) return await Passed(run, branch, author, checkedNow, review);
            if (round == MostRounds) throw Blocked(run, review);
            branch = await Patch(run, branch, author, review, round);
            checkedNow = await checks.Round(branch.Head, $"{round + 1}");
        }
    }

    private async Task<RunBranch> Patch(IRun run, RunBranch branch, Author author, ReviewReport review, int round)
    {
        var findings = string.Join('\n', review.Blockers.Select(ReviewText.Line));
        await author.Change(branch, new WorkOrder($"patch-{round}", PromptBook.Patch,
            PromptModels.Of(run, services) with { Findings = findings, Round = round }, new AgentExpectation { Change = true })
        {
            ForPerson = "mend what the review found",
            Details = [.. review.Blockers.Select(ReviewText.Line)],
        });
        var files = await Formatting.Apply(run, services, branch, $"format/{round}");
        var head = await branch.Commit(run, $"commit/{round}", $"mend what the review found, round {round}", files);
        return branch with { Files = files, Head = head };
    }

    private Task<bool> Publish(IRun run, ReviewReport review, int round) => run.Step($"publish/{round}", null, _ =>
    {
        services.Files(run.Id).Replace(ReviewReport.FileName, review.ToJson());
        return Task.FromResult(true);
    });

    private async Task<PhaseResult> Passed(IRun run, RunBranch branch, Author author, CheckReport checks, ReviewReport review)
    {
        await branch.Push(run, services, branch.Head);
        var facts = new Dictionary<string, string>(author.UsageFacts())
        {
            [RunFacts.Commit] = branch.Head,
            [RunFacts.Review] = ReviewText.Counts(review),
            [RunFacts.Plan] = checks.PlanId,
            [RunFacts.PlanTree] = checks.Tree!,
            [RunFacts.PlanText] = PlanText.Full(checks.Plans),
            [RunFacts.Checks] = ChecksText.Of(checks.Plans),
        };
        if (checks.Image is { } image) facts[RunFacts.Image] = image;
        foreach (var plan in checks.Plans) facts[RunFacts.PlanOf(plan.Target)] = System.Text.Json.JsonSerializer.Serialize<TargetPlan>(plan);
        return new PhaseResult(ReviewText.Counts(review), facts);
    }

    private static GroundwrightException Blocked(IRun run, ReviewReport review) => new(Problem.Of(DeliveryProblems.Blocked,
        $"{review.Blockers.Count()} {(review.Blockers.Count() == 1 ? "blocker is" : "blockers are")} left after {MostRounds} rounds of review",
        string.Join('\n', review.Blockers.Select(ReviewText.Line)) + "\nNothing was merged.",
        new Remedy($"gw runs show {run.Id}", "what was found and tried"),
        new Remedy($"gw runs retry {run.Id}", "reviews again, after you mended the worktree")));
}

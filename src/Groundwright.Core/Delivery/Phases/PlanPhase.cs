using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>Classifies the request, names the branch and has the spec written (A3).</summary>
internal sealed class PlanPhase(PhaseServices services) : IPhase
{
    private const int MostRounds = 3;

    public string Name => "plan";

    public IReadOnlyList<string> Needs => [];

    public async Task<PhaseResult> Run(IRun run)
    {
        var author = new Author(services, run);
        var requestClass = await new Intake(services, run, author).Class();
        var branch = await RunBranch.Open(run, run.State.Fact(RunFacts.Branch) ?? Names.Branch(requestClass, run.Request.IssueNumber, run.Id, run.Request.Title), requestClass);
        var spec = run.State.Fact(RunFacts.Spec) ?? Names.Spec(requestClass, run.Request.IssueNumber, run.Id, run.Request.Title);
        var facts = new Dictionary<string, string>
        {
            [RunFacts.Class] = requestClass.Word(),
            [RunFacts.Branch] = branch.Name,
            [RunFacts.Worktree] = branch.Tree.Path,
            [RunFacts.Spec] = spec,
            [RunFacts.Environment] = TargetEnvironment.Of(run, services.Settings).Name,
        };
        if (services.Settings.Targets.FirstOrDefault(target => target.Terraform is not null) is { } root) facts[RunFacts.TerraformDirectory] = root.Terraform!;
        branch = await Template(run, branch, spec);
        for (var round = 1; ; round++)
        {
            branch = await Write(run, author, branch, spec, requestClass, round);
            var check = await Check(run, branch, spec, round);
            if (check.Wrong.Count == 0) return await Done(run, author, branch, check.Steps, facts);
            if (round == MostRounds) throw Incomplete(run, spec, check.Wrong);
        }
    }

    /// <summary>A person gets a document to fill in; an agent writes its own.</summary>
    private async Task<RunBranch> Template(IRun run, RunBranch branch, string spec)
    {
        if (services.Agent is not null) return branch;
        var done = await run.ChangeTree("template", new { spec }, async scope =>
        {
            await using var there = branch.Tree.OpenRead(spec);
            if (there is null) await branch.Tree.Write(spec, SpecDocument.Template(run.Request, run.Id), scope.Cancellation);
            return there is null;
        });
        return branch with { Files = done.Snapshot };
    }

    private async Task<RunBranch> Write(IRun run, Author author, RunBranch branch, string spec, RequestClass requestClass, int round)
    {
        var model = PromptModels.Of(run, services) with { Class = requestClass.Word(), Spec = spec, Round = round };
        var written = await author.Change(branch, new WorkOrder(round == 1 ? "spec" : $"spec-{round}", PromptBook.Plan, model, new AgentExpectation { Files = [spec] })
        {
            ForPerson = "write the spec",
            Details = [spec],
        });
        return branch with { Files = written.Files };
    }

    private Task<SpecCheck> Check(IRun run, RunBranch branch, string spec, int round) => run.Step($"check-spec/{round}", new { spec }, async scope =>
    {
        var bytes = await services.Repository.ReadFile(branch.Files.Commit, spec, scope.Cancellation);
        var check = SpecDocument.Check(bytes is null ? "" : System.Text.Encoding.UTF8.GetString(bytes), spec);
        foreach (var problem in check.Problems) scope.Log(new Processes.OutputLine(true, $"{problem.Source} {problem.Summary}"));
        return new SpecCheck(check.Steps, [.. check.Problems.Select(problem => $"{problem.Source} {problem.Summary}")]);
    });

    private async Task<PhaseResult> Done(IRun run, Author author, RunBranch branch, int steps, Dictionary<string, string> facts)
    {
        var head = await branch.Commit(run, "commit", run.Request.Title, branch.Files);
        await branch.Push(run, services, head);
        facts[RunFacts.Commit] = head;
        foreach (var (name, value) in author.UsageFacts()) facts[name] = value;
        return new PhaseResult($"spec written, {steps} {(steps == 1 ? "step" : "steps")}", facts);
    }

    private static GroundwrightException Incomplete(IRun run, string spec, IReadOnlyList<string> wrong) => new(Problem.Of(DeliveryProblems.SpecIncomplete,
        $"{spec} is incomplete", string.Join('\n', wrong), new Remedy($"gw runs retry {run.Id}", "has it written again")));

    private sealed record SpecCheck(int Steps, IReadOnlyList<string> Wrong);
}

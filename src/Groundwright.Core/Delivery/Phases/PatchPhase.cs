using Groundwright.Core.Agents;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>A small change with a short spec of its own: by itself, or on the branch of a run that is under way.</summary>
internal sealed class PatchPhase(PhaseServices services) : IPhase
{
    public string Name => "patch";

    public IReadOnlyList<string> Needs => [];

    public async Task<PhaseResult> Run(IRun run)
    {
        var author = new Author(services, run);
        var known = run.State.Fact(RunFacts.Branch);
        var requestClass = known is null ? await new Intake(services, run, author).Class() : RequestClassText.Parse(run.State.Fact(RunFacts.Class)) ?? RequestClass.Patch;
        var branch = await RunBranch.Open(run, known ?? Names.Branch(RequestClass.Patch, run.Request.IssueNumber, run.Id, run.Request.Title), requestClass);
        var number = run.State.Phases.Count(phase => phase.Name == Name);
        var spec = Names.Patch(requestClass, run.Request.IssueNumber, run.Id, run.Request.Title, number);
        var change = run.State.Work[^1].Options.GetValueOrDefault("patch");
        var written = await author.Change(branch, Order(run, branch, spec, change));
        var files = await Formatting.Apply(run, services, branch with { Files = written.Files }, "format");
        var head = await branch.Commit(run, "commit", run.Request.Title, files);
        await branch.Push(run, services, head);
        var size = await run.Step("diff", new { head }, scope => services.Repository.Compare(branch.Head, head, scope.Cancellation));
        return new PhaseResult(DiffText.Long(size), new Dictionary<string, string>(author.UsageFacts())
        {
            [RunFacts.Class] = requestClass.Word(),
            [RunFacts.Branch] = branch.Name,
            [RunFacts.Worktree] = branch.Tree.Path,
            [RunFacts.Spec] = run.State.Fact(RunFacts.Spec) ?? spec,
            [RunFacts.Commit] = head,
            [RunFacts.Diff] = DiffText.Short(size),
        });
    }

    private WorkOrder Order(IRun run, RunBranch branch, string spec, string? change) =>
        new("change", PromptBook.Patch, PromptModels.Of(run, services) with { Spec = spec, Change = change ?? run.Request.Body, Document = spec }, new AgentExpectation { Change = true })
        {
            ForPerson = "make the small change",
            Details = [change ?? run.Request.Title],
        };
}

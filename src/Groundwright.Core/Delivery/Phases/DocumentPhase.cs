using Groundwright.Core.Agents;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>The author documents the change (A7).</summary>
internal sealed class DocumentPhase(PhaseServices services) : IPhase
{
    private const int MostDiff = 256 * 1024;

    public string Name => "document";

    public IReadOnlyList<string> Needs => ["build|patch"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var branch = await RunBranch.Open(run);
        var author = new Author(services, run);
        var head = branch.Head;
        // A person documents while building; a gate only for that would be a wait for nothing.
        if (services.Agent is not null)
        {
            var diff = await run.Step("diff", new { head }, scope => services.Repository.Diff(run.State.Started.Base.Commit, head, MostDiff, scope.Cancellation));
            var model = PromptModels.Of(run, services) with { Diff = services.Mask(diff) };
            var written = await author.Change(branch, new WorkOrder("document", PromptBook.Document, model, new AgentExpectation()));
            head = await branch.Commit(run, "commit", $"document {run.Request.Title}", written.Files);
        }
        await branch.Push(run, services, head);
        var size = await run.Step("size", new { head }, scope => services.Repository.Compare(branch.Head, head, scope.Cancellation));
        var total = await run.Step("total", new { head }, scope => services.Repository.Compare(run.State.Started.Base.Commit, head, scope.Cancellation));
        var summary = services.Agent is null ? "left to the author" : size.Files == 0 ? "nothing to add" : DiffText.Long(size);
        return new PhaseResult(summary, new Dictionary<string, string>(author.UsageFacts()) { [RunFacts.Commit] = head, [RunFacts.Diff] = DiffText.Short(total) });
    }
}

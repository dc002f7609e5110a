using Groundwright.Core.Agents;
using Groundwright.Core.Environments;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>The author makes the change; the tools bring the files into their own format and say what they think of them (A4).</summary>
internal sealed class BuildPhase(PhaseServices services) : IPhase
{
    public string Name => "build";

    public IReadOnlyList<string> Needs => ["plan"];

    public async Task<PhaseResult> Run(IRun run)
    {
        var branch = await RunBranch.Open(run);
        var author = new Author(services, run);
        var spec = run.State.Fact(RunFacts.Spec);
        var change = await author.Change(branch, new WorkOrder("implement", PromptBook.Build, PromptModels.Of(run, services), new AgentExpectation { Change = true })
        {
            ForPerson = "make the change",
            Details = [$"as {spec} says"],
        });
        var files = await Formatting.Apply(run, services, branch, "format");
        var head = await branch.Commit(run, "commit", run.Request.Title, files);
        await new ReachApproval(services, run, services.Targets).Ask(run.State.Started.Base.Commit, head, "1");
        await Validate(run, head);
        await branch.Push(run, services, head);
        var size = await run.Step("diff", new { head }, scope => services.Repository.Compare(run.State.Started.Base.Commit, head, scope.Cancellation));
        return new PhaseResult(DiffText.Long(size), new Dictionary<string, string>(author.UsageFacts())
        {
            [RunFacts.Commit] = head,
            [RunFacts.Diff] = DiffText.Short(size),
        });
    }

    /// <summary>Shown, not judged: the test phase does that.</summary>
    private Task<bool> Validate(IRun run, string head) => run.Step("validate", new { head }, async scope =>
    {
        var environment = TargetEnvironment.Of(run, services.Settings).Name;
        using var checkout = await services.Checkouts.Make(run.Id, head, scope.Cancellation);
        var sound = true;
        foreach (var target in services.Targets)
        {
            var wrong = await target.Validate(new TargetScope(run.Id, environment, checkout.Directory, head, scope.Log), scope.Cancellation);
            foreach (var problem in wrong) scope.Log(new OutputLine(true, $"{target.Name}: {problem.Source} {problem.Summary}"));
            sound &= wrong.Count == 0;
        }
        return sound;
    });
}

/// <summary>Brings the files of a run into the format of their tools.</summary>
internal static class Formatting
{
    /// <summary>The files afterwards.</summary>
    public static async Task<Snapshot> Apply(IRun run, PhaseServices services, RunBranch branch, string step)
    {
        var done = await run.ChangeTree(step, null, async scope =>
        {
            var changed = new List<string>();
            foreach (var target in services.Targets) changed.AddRange(await target.Format(branch.Tree.Path, scope.Log, scope.Cancellation));
            return changed;
        });
        return done.Snapshot;
    }
}

using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery.Phases;

/// <summary>Classifies the request, names the branch, has the spec written (A3) and one of its options chosen where that is wanted (D3).</summary>
internal sealed class PlanPhase(PhaseServices services) : IPhase
{
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
        var writing = new SpecWriting(services, run, author, spec, requestClass);
        var written = await writing.Write(branch, null);
        if (await new OptionChoice(services, run).Ask(written.Check, spec, branch.Tree.Path) is { } chosen)
        {
            facts[RunFacts.Option] = $"{chosen.Number} of {written.Check.Options!.Count}: {written.Check.Options[chosen.Number - 1]}";
            if (chosen.Number != written.Check.Decided) written = await writing.Write(written.Branch, chosen);
        }
        return await Done(run, author, written.Branch, written.Check.Steps, facts);
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

    private async Task<PhaseResult> Done(IRun run, Author author, RunBranch branch, int steps, Dictionary<string, string> facts)
    {
        var head = await branch.Commit(run, "commit", run.Request.Title, branch.Files);
        await branch.Push(run, services, head);
        facts[RunFacts.Commit] = head;
        foreach (var (name, value) in author.UsageFacts()) facts[name] = value;
        var option = facts.TryGetValue(RunFacts.Option, out var chosen) ? $", option {chosen.Split(':')[0]}" : "";
        return new PhaseResult($"spec written, {steps} {(steps == 1 ? "step" : "steps")}{option}", facts);
    }
}

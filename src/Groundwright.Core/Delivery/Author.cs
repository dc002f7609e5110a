using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>Files after a piece of work.</summary>
internal sealed record Authored(Snapshot Files, WorkReport? Report);

/// <summary>Gets a change of files made: by the agent, or by a person behind a gate.</summary>
internal sealed class Author(PhaseServices services, IRun run)
{
    /// <summary>Has the work done in the worktree.</summary>
    public async Task<Authored> Change(RunBranch branch, WorkOrder order)
    {
        if (services.Agent is not { } agent) return await ByPerson(branch, order);
        var work = new AgentWork(services, run, agent);
        var done = await run.ChangeTree(order.Purpose, new { order.Prompt }, scope => work.InWorktree(scope, order, branch));
        return new Authored(done.Snapshot, done.Result);
    }

    /// <summary>Has a question answered about a tree; null where the agent is a person.</summary>
    public async Task<WorkReport?> Ask(string treeish, WorkOrder order)
    {
        if (services.Agent is not { } agent) return null;
        var report = await run.Step(order.Purpose, new { order.Prompt, treeish }, async scope =>
        {
            using var checkout = Checkouts.Apart();
            await services.Repository.Checkout(treeish, checkout.Directory, scope.Cancellation);
            return await new AgentWork(services, run, agent).InCheckout(scope, order, treeish, checkout.Directory);
        });
        return report;
    }

    /// <summary>What the agent used in this phase, as facts. What is unknown is absent.</summary>
    public IEnumerable<KeyValuePair<string, string>> UsageFacts()
    {
        if (Spending.Of([.. run.State.Spent.Where(piece => run.State.IsCurrent(piece.Key))]) is not { } spent) yield break;
        yield return new(RunFacts.Agent, services.Agent?.Name ?? AgentCatalog.Manual);
        if (spent.Tokens is { } tokens) yield return new(RunFacts.Tokens, Text(tokens));
        if (spent.Usd is { } usd) yield return new(RunFacts.Usd, Text(usd));
        if (spent.Turns is { } turns) yield return new(RunFacts.Turns, Text(turns));
        if (services.Settings.Agent.Usd is { } budget) yield return new(RunFacts.Budget, Text(budget));
    }

    private static string Text(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Authored> ByPerson(RunBranch branch, WorkOrder order)
    {
        await run.Gate($"{order.Purpose}-work", new GateRequest(order.Purpose, GateKind.Work, order.ForPerson, "the agent is a person (agent: manual)")
        {
            What = [$"in {branch.Tree.Path}", .. order.Details],
            WhoMay = "whoever makes the edits",
        });
        var files = await run.TakeIn($"{order.Purpose}-edits");
        if (order.Expected.Change && files.Tree == branch.Files.Tree)
            throw new GroundwrightException(Problem.Of(AgentProblems.NothingChanged, "nothing was changed in the worktree",
                $"The run waited for this: {order.ForPerson}.\nWorktree: {branch.Tree.Path}",
                new Remedy($"gw runs retry {run.Id}", "opens the gate again")));
        return new Authored(files, null);
    }
}

using System.Text.Json;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>One piece of work to be done by whoever the agent is.</summary>
/// <param name="Purpose">Such as <c>implement</c>; also the name of the step.</param>
/// <param name="Prompt">Name of the prompt.</param>
/// <param name="Model">What the prompt is made of.</param>
/// <param name="Expected">What must be there afterwards.</param>
internal sealed record WorkOrder(string Purpose, string Prompt, PromptModel Model, AgentExpectation Expected)
{
    /// <summary>What a person is asked to do where the agent is a person: a few words.</summary>
    public string ForPerson { get; init; } = "";

    /// <summary>What a person must know for it, one line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

/// <summary>What came of it, as journaled.</summary>
internal sealed record WorkReport(AgentUsage Usage, JsonElement? Answer, IReadOnlyList<string> Changed, IReadOnlyList<string> Protected);

/// <summary>Lets an agent work on files and judges what it left.</summary>
internal sealed class AgentWork(PhaseServices services, IRun run, IAgent agent)
{
    private const string AnswerFile = ".groundwright-answer.json";

    /// <summary>In the worktree of the run; its changes stay.</summary>
    public async Task<WorkReport> InWorktree(StepScope scope, WorkOrder order, RunBranch branch)
    {
        var before = branch.Files.Tree;
        var seen = new Sightings();
        AgentOutcome outcome;
        var task = await Task(order, branch.Tree.Path, scope.Cancellation);
        var steering = new SteeringFiles(services.Repository, run.State.Started.Base.Commit);
        await steering.Place(branch.Tree, before, scope.Cancellation);
        using (branch.Tree.WithoutGit()) outcome = await Work(task, seen, scope);
        await steering.Return(branch.Tree, scope.Cancellation);
        var answer = await Read(branch.Tree, AnswerFile, scope.Cancellation);
        branch.Tree.Delete(AnswerFile);
        var after = await branch.Tree.Snapshot(run.State.Sequence + 1, scope.StartedAt, scope.Cancellation);
        var changed = (await services.Repository.Compare(before, after.Tree, scope.Cancellation)).Paths;
        var present = new List<string>();
        foreach (var file in order.Expected.Files)
            if (await Read(branch.Tree, file, scope.Cancellation) is { Length: > 0 }) present.Add(file);
        return Judge(task, order, new AgentEvidence { Outcome = outcome, Denials = seen.Denials, Changed = changed, Present = present, Answer = answer });
    }

    /// <summary>In a folder that is thrown away: only its answer counts.</summary>
    public async Task<WorkReport> InCheckout(StepScope scope, WorkOrder order, string treeish, string directory)
    {
        var files = services.Repository.FilesOf(directory);
        await new SteeringFiles(services.Repository, run.State.Started.Base.Commit).Place(files, treeish, scope.Cancellation);
        var seen = new Sightings();
        var task = await Task(order, directory, scope.Cancellation);
        var outcome = await Work(task, seen, scope);
        return Judge(task, order, new AgentEvidence { Outcome = outcome, Denials = seen.Denials, Changed = [], Answer = await Read(files, AnswerFile, scope.Cancellation) });
    }

    private async Task<AgentTask> Task(WorkOrder order, string directory, CancellationToken cancellationToken)
    {
        var model = order.Expected.Answer ? order.Model with { Answer = AnswerFile } : order.Model;
        return new AgentTask
        {
            RunId = run.Id,
            Phase = run.State.Phases[^1].Name,
            Purpose = order.Purpose,
            Prompt = await services.Prompts.Render(order.Prompt, model, cancellationToken),
            Directory = directory,
            AnswerFile = order.Expected.Answer ? AnswerFile : null,
            Model = Models.For(services.Settings.Agent, run.Request.ModelSet, run.State.Phases[^1].Name),
            Limits = RunBudget.Next(services.Settings.Agent, run.State),
            Facts = new Dictionary<string, string> { ["issue"] = run.Request.IssueNumber ?? "", ["id"] = run.Id, ["spec"] = order.Model.Spec ?? "" },
        };
    }

    private async Task<AgentOutcome> Work(AgentTask task, Sightings seen, StepScope scope)
    {
        using var transcript = Transcript.Open(Path.GetDirectoryName(services.Files(run.Id).Prompt(task.Phase))!, task, services.Mask, services.Time, Transcript.DefaultLimit);
        var told = false;
        var outcome = await agent.Work(task, @event =>
        {
            transcript.Event(@event);
            seen.Add(@event);
            if (Line(@event) is { } line) scope.Log(line);
            if (@event is not AgentUsed { Usage: var used }) return;
            told = true;
            scope.Spend(used);
        }, scope.Cancellation);
        if (!told) scope.Spend(outcome.Usage);
        transcript.Outcome(outcome);
        return outcome;
    }

    private static WorkReport Judge(AgentTask task, WorkOrder order, AgentEvidence evidence)
    {
        var verdict = AgentJudgement.Judge(task, order.Expected, evidence);
        if (verdict.Problem is { } problem) throw new GroundwrightException(problem);
        return new WorkReport(evidence.Outcome.Usage, verdict.Answer, evidence.Changed, verdict.Protected);
    }

    private static async Task<string?> Read(ITreeFiles tree, string path, CancellationToken cancellationToken)
    {
        await using var stream = tree.OpenRead(path);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static OutputLine? Line(AgentEvent @event) => @event switch
    {
        AgentMessage message => new OutputLine(false, message.Text),
        AgentToolUse tool => new OutputLine(false, $"{tool.Tool} {tool.Input}"),
        AgentFileChange file => new OutputLine(false, $"changed {file.Path}"),
        AgentDenied denied => new OutputLine(true, $"refused: {denied.What}"),
        AgentOutput output => new OutputLine(output.IsError, output.Line),
        _ => null,
    };

    private sealed class Sightings
    {
        public List<string> Denials { get; } = [];

        public void Add(AgentEvent @event)
        {
            if (@event is AgentDenied denied) Denials.Add(denied.What);
        }
    }
}

using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>One call of a step that may be tried again: remembered, or begun, logged, retried while that can help, and written down.</summary>
internal sealed class StepCall<T>(PhaseRun run, string key, EffectKind effect, object? input)
{
    private const int MostTries = 3;
    private readonly string hash = StepJson.Hash(input);

    /// <summary>Set when the step ends in a snapshot.</summary>
    public TreeKeeper? Tree { get; init; }

    /// <summary>Whether we change the files, so that an unfinished step leaves a tree that nobody vouches for.</summary>
    public bool ChangesTree { get; init; }

    public async Task<T> Run(Func<StepScope, Task<T>> body)
    {
        var known = run.State.Steps.GetValueOrDefault(key);
        if (known is not null && known.Input != hash) throw EngineProblems.InputChanged(run.Id, key);
        if (known?.Completed is not null) return StepJson.Read<T>(known.Result);
        run.Enter();
        try
        {
            for (var tries = 1; ; tries++)
            {
                var (result, problem) = await Try(body);
                if (problem is null) return result!;
                if (!problem.Problem.Retry.CanHelp || tries == MostTries) throw problem;
                await Wait(problem.Problem.Retry.After ?? TimeSpan.FromSeconds(1 << tries));
            }
        }
        finally
        {
            run.Leave();
        }
    }

    private async Task<(T? Result, GroundwrightException? Problem)> Try(Func<StepScope, Task<T>> body)
    {
        var attempt = (run.State.Steps.GetValueOrDefault(key)?.Attempts ?? 0) + 1;
        // A repeatable step's beginning goes to disk together with its end: losing it loses nothing.
        run.Session.Append(new StepStarted(key, effect, hash, attempt) { ChangesTree = ChangesTree }, durable: effect != EffectKind.Repeatable);
        using var log = new StepLog(run.Session.Directory, key, attempt);
        var scope = new StepScope(key, attempt, run.State.Steps[key].Started, Line(log), run.Cancellation)
        {
            Spend = used => run.Session.Append(new AgentSpent(key, used.Tokens, used.Usd, used.Turns)),
        };
        try
        {
            var result = await body(scope);
            run.Refuse(key);
            var snapshot = Tree is null ? null : await Tree.Save(scope);
            run.Session.Append(new StepCompleted(key, hash, StepJson.Write(result)) { Snapshot = snapshot, Log = log.Seal() });
            // What the journal took, without its secrets: the same now as for a later process, whose inputs must have the same hash.
            return (StepJson.Read<T>(run.State.Steps[key].Result), null);
        }
        catch (GroundwrightException fault)
        {
            run.Session.Append(new StepFailed(key, attempt, ProblemRecord.Of(fault.Problem)));
            return (default, fault);
        }
    }

    private Action<OutputLine> Line(StepLog log) => line =>
    {
        var masked = line with { Text = run.Services.Mask(line.Text) };
        log.Add(masked);
        run.Session.Show(key, masked);
    };

    private async Task Wait(TimeSpan time)
    {
        run.Session.Show(key, new OutputLine(true, $"trying again in {time.TotalSeconds:0} s"));
        await Task.Delay(time, run.Session.Time, run.Cancellation);
    }
}

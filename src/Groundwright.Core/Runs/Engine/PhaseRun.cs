using Groundwright.Core.Delivery;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs.Engine;

/// <summary>One occurrence of one phase going on: the <see cref="IRun"/> its code sees. Remembers by key, claims every key once, refuses after suspension.</summary>
internal sealed class PhaseRun(RunSession session, PhaseState phase, EngineServices services, DriveOptions options, CancellationToken shutdown) : IRun, IDisposable
{
    private readonly HashSet<string> claimed = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(session.UserCancel, shutdown);
    private readonly TreeKeeper tree = new(session, services.Repository);
    private int open;

    public string Id => session.State.Id;

    public Request Request => session.State.Request;

    public RunState State => session.State;

    public CancellationToken Cancellation => stop.Token;

    /// <summary>Ends the work on an effect without touching the effect: another process takes it up.</summary>
    internal CancellationToken Shutdown => shutdown;

    /// <summary>Whether a person or a shutdown ends the work of this process.</summary>
    internal bool Stopped => session.UserCancel.IsCancellationRequested || shutdown.IsCancellationRequested;

    internal RunSession Session => session;

    internal EngineServices Services => services;

    /// <summary>Set once the run waits; every later call refuses.</summary>
    internal bool Suspended { get; private set; }

    public Task<T> Step<T>(string name, object? input, Func<StepScope, Task<T>> body) =>
        new StepCall<T>(this, Claim(name), EffectKind.Repeatable, input).Run(body);

    public async Task<TreeChange<T>> ChangeTree<T>(string name, object? input, Func<StepScope, Task<T>> body)
    {
        var key = Claim(name);
        tree.Require(key);
        var result = await new StepCall<T>(this, key, EffectKind.Repeatable, input) { Tree = tree, ChangesTree = true }.Run(async scope =>
        {
            await tree.Restore(scope);
            return await body(scope);
        });
        return new TreeChange<T>(result, State.Steps[key].Snapshot!);
    }

    public async Task<Snapshot> TakeIn(string name)
    {
        var key = Claim(name);
        tree.Require(key);
        await new StepCall<bool>(this, key, EffectKind.Repeatable, null) { Tree = tree }.Run(async scope =>
        {
            // What an interrupted step left is nobody's work: it is set aside, not taken in.
            if (State.TreeInDoubt is not null) await tree.Restore(scope);
            return true;
        });
        return State.Steps[key].Snapshot!;
    }

    public Task<T> Observe<T>(string name, object? input, Func<StepScope, Task<T?>> look, Func<StepScope, Task<T>> act)
        where T : class =>
        new StepCall<T>(this, Claim(name), EffectKind.Observable, input).Run(
            async scope => (scope.Attempt > 1 ? await look(scope) : null) ?? await act(scope));

    public Task<EffectResult> Once(string name, object? input, OnceEffect effect) => new OnceCall(this, Claim(name), input, effect).Run();

    public Task<GateAnswer> Gate(string name, GateRequest request)
    {
        var key = Claim(name);
        if (!State.Gates.TryGetValue(key, out var known)) session.Append(new GateOpened(key, request));
        session.DrainInbox();
        Cancellation.ThrowIfCancellationRequested();
        if (State.Gates[key].Answer is null && Answer(key, request) is { } answer) session.Append(new GateAnswered(key, answer));
        return State.Gates[key].Answer is { } given ? Task.FromResult(given) : throw Suspend($"the gate `{request.Name}`");
    }

    public Task Sleep(string name, TimeSpan time)
    {
        var key = Claim(name);
        if (!State.Timers.TryGetValue(key, out var until))
        {
            until = session.Time.GetUtcNow() + time;
            session.Append(new TimerSet(key, until));
        }
        return session.Time.GetUtcNow() >= until ? Task.CompletedTask : throw Suspend($"a clock, until {until:u}");
    }

    public async Task<IWorktree> Worktree(string branch, string start)
    {
        Refuse("worktree");
        return await tree.Open(branch, start, Cancellation);
    }

    /// <summary>What a phase must have left in order when it returns.</summary>
    internal void CheckEnd()
    {
        if (open > 0) throw EngineProblems.OpenSteps(open);
        var prefix = Prefix;
        var unclaimed = State.Steps.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && !claimed.Contains(key)).ToList();
        if (unclaimed.Count > 0) throw EngineProblems.Unclaimed(Id, unclaimed);
    }

    /// <summary>Ends the steps that a phase left going on, and waits for them: nothing is written for a phase that is over.</summary>
    internal async Task Drain()
    {
        if (Volatile.Read(ref open) == 0) return;
        await stop.CancelAsync();
        while (Volatile.Read(ref open) > 0) await Task.Delay(TimeSpan.FromMilliseconds(20), session.Time, CancellationToken.None);
    }

    internal RunSuspendedException Suspend(string what)
    {
        Suspended = true;
        return new RunSuspendedException(what);
    }

    internal void Enter() => Interlocked.Increment(ref open);

    internal void Leave() => Interlocked.Decrement(ref open);

    internal void Refuse(string key)
    {
        if (Suspended) throw EngineProblems.AfterSuspension(key);
        Cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        tree.Dispose();
        stop.Dispose();
    }

    private string Prefix => $"{phase.Name}.{phase.Occurrence}/";

    private string Claim(string name)
    {
        var key = services.Aliases.Known(State, Prefix + name);
        Refuse(key);
        lock (gate)
        {
            return claimed.Add(key) ? key : throw EngineProblems.Duplicate(key);
        }
    }

    private GateAnswer? Answer(string key, GateRequest request)
    {
        if (request.Kind == GateKind.Work)
        {
            var done = options.WorkIsDone && session.OpenAtStart.Contains(key);
            return done ? new GateAnswer(true, options.AnswerGatesAs ?? State.Started.Actor, "the work is done", GateRules.SelfAttested, null) : null;
        }
        return options.AnswerGatesAs is { } actor && request.MayAnswerSelf && !State.Gates[key].HasAgreed(actor) && GateRules.MayAnswer(request, actor, new GateSay(true, request.Subject) { Typed = options.Typed })
            ? new GateAnswer(true, actor, "--yes", GateRules.SelfAttested, request.Subject)
            : null;
    }
}

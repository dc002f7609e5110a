using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Delivery;

/// <summary>Starts, asks more of and drives the runs of one repository.</summary>
public sealed class RunDriver(RunDriverParts parts) : IRunDriver
{
    /// <inheritdoc/>
    public async Task<string> Start(StartRun start, CancellationToken cancellationToken)
    {
        var intent = await Prepared(() => new RunIntake(parts).Check(start, cancellationToken), "The run was not started.");
        // Before the run is there: a run is never without the configuration that its first record names.
        if (intent.Configuration is { } copy) RunSettings.Keep(parts.Store.DirectoryOf(intent.Started.RunId), copy);
        using var journal = parts.Store.Create(intent.Started);
        journal.Summarize(RunSummaries.Of(journal.Events));
        return intent.Started.RunId;
    }

    /// <inheritdoc/>
    public async Task Ask(string runId, WorkAsked work, CancellationToken cancellationToken)
    {
        using var journal = parts.Store.Open(runId);
        var state = RunFold.Of(journal.Events);
        if (state.Phases is [.., { Ended: null }] && state.Status is not (RunStatus.Failed or RunStatus.Cancelled)) throw Unfinished(state);
        var services = await Prepared(() => RunSettings.Services(parts, state, journal.Directory, cancellationToken), "Nothing was asked of the run.", runId);
        var phases = Workflows.Resolve(work.Workflow, services.Settings);
        PhaseNeeds.Check(state, PhaseCatalog.Get(phases[0], services));
        AgentReadiness.Check(services, phases);
        journal.Append(new WorkRequested(work.Workflow, phases, work.Actor, work.Options));
        journal.Summarize(RunSummaries.Of(journal.Events));
    }

    /// <inheritdoc/>
    public async Task<RunState> Drive(string runId, DriveOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            var state = await Work(runId, options, observer, cancellationToken);
            while (state.Status is RunStatus.Waiting or RunStatus.Unknown && parts.Store.HasMessages(runId))
                state = await WorkAgain(state, options with { Retry = false, WorkIsDone = false }, observer, cancellationToken);
            return state;
        }
        catch (Exception fault) when (DiskFault.Stops(fault))
        {
            throw new GroundwrightException(StoreProblems.Stopped(parts.Store.DirectoryOf(runId), fault), fault);
        }
    }

    /// <summary>Whoever left a message while the run was being let go saw an owner, and counts on it.</summary>
    private async Task<RunState> WorkAgain(RunState state, DriveOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            return await Work(state.Id, options, observer, cancellationToken);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == RunProblems.Held)
        {
            // Somebody else took the run meanwhile, and with it the message.
            return state with { Status = RunStatus.Waiting };
        }
    }

    private async Task<RunState> Work(string runId, DriveOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        var journal = parts.Store.Open(runId);
        using var projection = new ProjectingObserver(observer, parts.Files(journal.RunId));
        using var session = new RunSession(journal, projection, parts.Time);
        // Not only where there is a worktree: a deploy has none, and writes its logs into the checkout all the same.
        await parts.Repository.Exclude(session.State.Id, cancellationToken);
        await parts.EndLeftovers(runId, cancellationToken);
        if (options.Retry) Reopen(session, options);
        var services = await RunSettings.Services(parts, session.State, journal.Directory, cancellationToken);
        // Again, because it may have begun on another machine.
        Confinement.Check(session.State.Request, services.Settings, services.Sandbox);
        var state = await new RunLoop(session, parts.Engine, name => PhaseCatalog.Get(name, services), options).Drive(cancellationToken);
        await new Quarantine(services, runId).AfterForce(state, cancellationToken);
        Tidy(state, services, observer);
        return state;
    }

    /// <summary>Deletes what a run that is over no longer needs. What cannot be deleted is told; the run is over all the same.</summary>
    private void Tidy(RunState state, PhaseServices services, IRunObserver observer)
    {
        try
        {
            if (state.Status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled) services.Checkouts.DeleteAll(state.Id);
            if (state.Status is RunStatus.Succeeded or RunStatus.Cancelled) RunPlans.Discard(state, services.Targets);
            parts.DiscardExpiredPlans();
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            observer.OnLine("run", new OutputLine(true, $"checkouts or plans of this run could not be deleted: {fault.Message}"));
        }
    }

    private static void Reopen(RunSession session, DriveOptions options)
    {
        var state = session.State;
        if (state.Status is not (RunStatus.Failed or RunStatus.Cancelled))
            throw new GroundwrightException(Problem.Of(RunProblems.WrongState, $"run {state.Id} has not failed", $"It is {state.Status}.", new Remedy($"gw runs resume {state.Id}", "goes on")));
        var last = state.Work[^1];
        var again = new Dictionary<string, string>(last.Options) { [Occurrences.Retry] = "yes" };
        session.Append(new WorkRequested(last.Workflow, state.Remaining, options.AnswerGatesAs ?? last.Actor, again));
    }

    /// <summary>What is made before a run is worked on, such as a room to try the sandbox in, lies in the temporary folder, whose disk may refuse it too.</summary>
    private static async Task<T> Prepared<T>(Func<Task<T>> prepare, string otherwise, string? runId = null)
    {
        try
        {
            return await prepare();
        }
        catch (Exception fault) when (DiskFault.Stops(fault))
        {
            throw new GroundwrightException(StoreProblems.Refused(Path.Combine(Path.GetTempPath(), "groundwright"), fault, otherwise, runId), fault);
        }
    }

    private static GroundwrightException Unfinished(RunState state) => new(Problem.Of(RunProblems.WrongState,
        $"run {state.Id} is in the middle of {state.Phases[^1].Name}", null,
        new Remedy($"gw runs resume {state.Id}", "goes on with it"), new Remedy($"gw runs cancel {state.Id}", "ends it")));
}

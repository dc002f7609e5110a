using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Engine;

/// <summary>Drives a run that this process owns: phase after phase until it ends, waits or is stopped.</summary>
internal sealed class RunLoop(RunSession session, EngineServices services, Func<string, IPhase> phases, DriveOptions options)
{
    private static readonly TimeSpan InboxPoll = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns when nothing more can be done now. Throws <see cref="OperationCanceledException"/> on a shutdown, which writes nothing (rule X5).</summary>
    public async Task<RunState> Drive(CancellationToken shutdown)
    {
        session.Append(new OwnerChanged(Environment.ProcessId, Environment.MachineName, ToolVersion.Current), durable: false);
        session.DrainInbox();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        var pump = PumpInbox(done.Token);
        try
        {
            // Without its inbox a run cannot be cancelled: it stops after the phase, and the fault is told.
            while (!pump.IsFaulted && await Advance(shutdown))
            {
            }
            return session.State;
        }
        finally
        {
            await done.CancelAsync();
            await pump;
        }
    }

    /// <summary>One phase, or the end. False: nothing more can be done now.</summary>
    private async Task<bool> Advance(CancellationToken shutdown)
    {
        var state = session.State;
        if (state.Status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled) return false;
        if (state.Cancel is not null) return await new RunCancellation(session, services).End(shutdown);
        // A process may have died between the end of a phase and the end of the run.
        if (state.Problem is { } failed) return End(RunOutcome.Failed, failed);
        if (state.Remaining.Count == 0) return state.Phases is [.., { Final: true }] && End(RunOutcome.Succeeded, null);
        var phase = Begin(state.Remaining[0]);
        using var run = new PhaseRun(session, phase, services, options, shutdown);
        var problem = await Run(run, phase);
        return run.Suspended ? await WaitHere(shutdown) : problem is null || End(RunOutcome.Failed, problem);
    }

    /// <summary>Always false: nothing follows.</summary>
    private bool End(RunOutcome outcome, ProblemRecord? problem)
    {
        session.Append(new RunEnded(outcome, problem));
        return false;
    }

    private PhaseState Begin(string name)
    {
        var occurrence = Occurrences.Next(session.State, name);
        return session.Append(new PhaseStarted(name, occurrence)).Phases.Last(phase => phase.Name == name);
    }

    /// <summary>The one place where everything is caught: a phase must never take the process down with it.</summary>
    private async Task<ProblemRecord?> Run(PhaseRun run, PhaseState phase)
    {
        try
        {
            var result = await Phase(run, phases(phase.Name));
            if (run.Suspended) return null;
            session.Append(new PhaseEnded(phase.Name, phase.Occurrence, null, result.Summary, result.Facts) { Final = result.Final ? true : null });
            return null;
        }
        catch (RunSuspendedException) when (run.Suspended)
        {
            return null;
        }
        catch (OperationCanceledException) when (run.Stopped)
        {
            run.Shutdown.ThrowIfCancellationRequested();
            return null;
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == RunProblems.JournalWrite)
        {
            throw;
        }
        // A full or failing disk says nothing about the work: nothing is written as its outcome, and the run goes on where it stopped.
        catch (Exception fault) when (DiskFault.Stops(fault))
        {
            throw new GroundwrightException(StoreProblems.Stopped(session.Directory, fault), fault);
        }
#pragma warning disable CA1031 // a defect in a phase becomes a problem of the run, not of the process
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // What fails while it is being stopped says nothing about the work.
            run.Shutdown.ThrowIfCancellationRequested();
            if (run.Suspended || run.Stopped) return null;
            var problem = ProblemRecord.Of(fault is GroundwrightException known ? Whole(known.Problems) : Unexpected(fault));
            session.Append(new PhaseEnded(phase.Name, phase.Occurrence, problem, problem.Summary, new Dictionary<string, string>()));
            return problem;
        }
    }

    private static async Task<PhaseResult> Phase(PhaseRun run, IPhase phase)
    {
        PhaseNeeds.Check(run.State, phase);
        try
        {
            var result = await phase.Run(run);
            if (!run.Suspended) run.CheckEnd();
            return result;
        }
        finally
        {
            await run.Drain();
        }
    }

    /// <summary>After a suspension: goes on at once when the answer is there or only a clock is waited for; else lets the run wait.</summary>
    private async Task<bool> WaitHere(CancellationToken shutdown)
    {
        session.DrainInbox();
        var state = session.State;
        if (state.Cancel is not null) return true;
        if (state.UnknownEffects.Any() || state.OpenGates.Any()) return false;
        var now = session.Time.GetUtcNow();
        var next = state.Timers.Values.Where(until => until > now).DefaultIfEmpty(now).Min();
        while (session.Time.GetUtcNow() < next && session.State.Cancel is null) await Task.Delay(InboxPoll, session.Time, shutdown);
        return true;
    }

    private async Task PumpInbox(CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(InboxPoll, session.Time, done);
                session.DrainInbox();
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The run ended or waits.
        }
    }

    private string Details(Exception fault)
    {
        var file = Path.Combine(session.Directory, "fault.txt");
        try
        {
            File.WriteAllText(file, services.Mask(fault.ToString()));
            return $"Details are in {file}.";
        }
        catch (Exception refused) when (DiskFault.Is(refused))
        {
            return $"Its details could not be kept: {refused.Message}";
        }
    }

    /// <summary>A record holds one problem: the others are told in it.</summary>
    private static Problem Whole(IReadOnlyList<Problem> problems) => problems.Count == 1 ? problems[0] : problems[0] with
    {
        Detail = string.Join('\n', problems.Skip(1).Select(other => $"Also {other.Code.Id}: {other.Summary}").Prepend(problems[0].Detail).OfType<string>()),
        Remedies = [.. problems.SelectMany(problem => problem.Remedies).DistinctBy(remedy => remedy.Command)],
    };

    private Problem Unexpected(Exception fault)
    {
        return Problem.Of(RunProblems.Unexpected, $"an unexpected fault: {fault.GetType().Name}: {services.Mask(fault.Message)}",
            $"This is a defect of Groundwright. {Details(fault)}",
            new Remedy($"gw runs retry {session.State.Id}", "tries again"), new Remedy($"gw runs show {session.State.Id}", "what happened so far"));
    }
}

using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>Ends a run that somebody wants stopped: effects still going on are interrupted and drained first (rule X5).</summary>
internal sealed class RunCancellation(RunSession session, EngineServices services)
{
    /// <summary>Always false: nothing follows.</summary>
    public async Task<bool> End(CancellationToken shutdown)
    {
        foreach (var step in session.State.Steps.Values.Where(step => step is { Effect: EffectKind.Once, Completed: null, Problem: null, Unknown: null }).ToList())
            await Drain(step, shutdown);
        var cancel = session.State.Cancel!;
        var lost = session.State.UnknownEffects.Select(step => step.Key).ToList();
        var problem = ProblemRecord.Of(Problem.Of(RunProblems.Cancelled, $"cancelled by {cancel.Actor.Name}: {cancel.Reason}",
            lost.Count == 0 ? null : $"It cannot be told how far these came: {string.Join(", ", lost)}.",
            new Remedy($"gw runs retry {session.State.Id}", "goes on after all")));
        if (session.State.Phases is [.., { Ended: null } phase])
            session.Append(new PhaseEnded(phase.Name, phase.Occurrence, problem, "cancelled", new Dictionary<string, string>()));
        session.Append(new RunEnded(RunOutcome.Cancelled, problem));
        return false;
    }

    private async Task Drain(StepState step, CancellationToken shutdown)
    {
        var folder = EffectFolder.Of(session.Directory, step.Key);
        var client = new EffectClient(folder, services.Launcher, session.Time);
        if (session.State.Cancel!.Force) await client.Kill(shutdown);
        var report = await client.Wait(line => session.Show(step.Key, line), session.UserCancel, shutdown);
        if (report.Fate == EffectFate.Ended)
        {
            var result = new EffectResult(report.Exit!.ExitCode, folder.LogFile, null);
            var seal = new LogSeal(Path.GetRelativePath(session.Directory, folder.LogFile), report.Exit.LogLength, report.Exit.LogSha256);
            session.Append(new StepCompleted(step.Key, step.Input, StepJson.Write(result)) { Log = seal });
        }
        else if (report.Fate == EffectFate.Lost)
        {
            session.Append(new EffectUnknown(step.Key, ["the process was ended before it could say how far it came"]));
        }
    }
}

using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>One call of an effect that happens at most once (rules X1 to X5).</summary>
internal sealed class OnceCall(PhaseRun run, string key, object? input, OnceEffect effect)
{
    private readonly string hash = StepJson.Hash(input);
    private readonly EffectFolder folder = EffectFolder.Of(run.Session.Directory, key);
    private EffectClient Client => new(folder, run.Services.Launcher, run.Session.Time);

    public async Task<EffectResult> Run()
    {
        var known = run.State.Steps.GetValueOrDefault(key);
        if (known is not null && known.Input != hash) throw EngineProblems.InputChanged(run.Id, key);
        if (known?.Completed is not null) return StepJson.Read<EffectResult>(known.Result);
        run.Enter();
        try
        {
            return known is null ? await Begin() : await TakeUp(known);
        }
        catch (GroundwrightException fault)
        {
            run.Session.Append(new StepFailed(key, known?.Attempts ?? 1, ProblemRecord.Of(fault.Problem)));
            throw;
        }
        finally
        {
            run.Leave();
        }
    }

    private async Task<EffectResult> Begin()
    {
        var attempt = (run.State.Steps.GetValueOrDefault(key)?.Attempts ?? 0) + 1;
        var scope = Scope(attempt);
        var command = await effect.Command(scope);
        run.Session.DrainInbox();
        run.Refuse(key);
        var guards = await effect.Guards(scope);
        run.Refuse(key);
        run.Session.Append(new StepStarted(key, EffectKind.Once, hash, attempt, guards));
        var report = await Waiting(client => client.Start(command, effect.Keeper(), Show, run.Session.UserCancel, run.Shutdown));
        return await Conclude(report, scope, began: true);
    }

    /// <summary>The journal says it was started: whether it goes on, ended, was lost or never began is asked of its host's files.</summary>
    private async Task<EffectResult> TakeUp(StepState known)
    {
        if (known.Unknown is not null) return Settled(known);
        var report = await Waiting(client => client.Wait(Show, run.Session.UserCancel, run.Shutdown));
        return await Conclude(report, Scope(known.Attempts), began: false);
    }

    private async Task<EffectResult> Conclude(EffectReport report, StepScope scope, bool began)
    {
        if (report.Fate == EffectFate.Ended) return Complete(new EffectResult(report.Exit!.ExitCode, folder.LogFile, null), (report.Exit.LogLength, report.Exit.LogSha256));
        if (report.Fate == EffectFate.Refused) return began ? throw LeaseLost() : await Begin();
        if (report.Fate == EffectFate.NeverBegun) return began ? throw HostFailed() : await Begin();
        var verdict = await effect.Settle(scope, folder.ReadLog());
        if (verdict.Happened == true) return Complete(new EffectResult(null, folder.LogFile, string.Join("; ", verdict.Evidence)), CutShort);
        if (verdict.Happened == false) throw NotDone(string.Join("; ", verdict.Evidence));
        run.Session.Append(new EffectUnknown(key, verdict.Evidence));
        throw run.Suspend("somebody to say whether the effect happened");
    }

    private EffectResult Settled(StepState known)
    {
        if (known.Resolved is null) throw run.Suspend("somebody to say whether the effect happened");
        var how = $"settled by {known.Resolved.Actor.Name}: {known.Resolved.Reason}";
        return known.Resolved.Happened ? Complete(new EffectResult(null, folder.LogFile, how), CutShort) : throw NotDone(how);
    }

    /// <summary>The log of an effect whose host died ends anywhere: it proves nothing (T9).</summary>
    private (long Length, string Sha256) CutShort => (folder.SealLog().Length, "");

    /// <param name="result">What it returned.</param>
    /// <param name="seal">What its host wrote: sealing what lies there now would make a log whole that was cut in between.</param>
    private EffectResult Complete(EffectResult result, (long Length, string Sha256) seal)
    {
        var (length, sha) = seal;
        var file = Path.GetRelativePath(run.Session.Directory, folder.LogFile);
        run.Session.Append(new StepCompleted(key, hash, StepJson.Write(result)) { Log = new LogSeal(file, length, sha) });
        run.Cancellation.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<EffectReport> Waiting(Func<EffectClient, Task<EffectReport>> wait)
    {
        var client = Client;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(run.Shutdown);
        var force = ForceWhenAsked(client, ended.Token);
        try
        {
            return await wait(client);
        }
        finally
        {
            await ended.CancelAsync();
            await force;
        }
    }

    private async Task ForceWhenAsked(EffectClient client, CancellationToken ended)
    {
        try
        {
            while (run.State.Cancel is not { Force: true }) await Task.Delay(TimeSpan.FromMilliseconds(200), run.Session.Time, ended);
            await client.Kill(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The effect ended, or this process leaves it to the next one.
        }
    }

    private StepScope Scope(int attempt) =>
        new(key, attempt, run.State.Steps.GetValueOrDefault(key)?.Started ?? run.Session.Time.GetUtcNow(), Show, run.Cancellation);

    private void Show(OutputLine line) => run.Session.Show(key, line with { Text = run.Services.Mask(line.Text) });

    private static GroundwrightException NotDone(string why) => new(Problem.Of(RunProblems.EffectFailed, "it was started and did not happen", why,
        new Remedy("gw runs retry", "makes a new plan and asks for approval again")));

    private static GroundwrightException LeaseLost() => new(Problem.Of(RunProblems.LeaseLost, "the lock was lost before it began", "Nothing was done.",
        new Remedy("gw runs retry", "takes the lock again, makes a new plan and asks for approval again")) with
    { Retry = Retry.Now });

    private static GroundwrightException HostFailed() => new(Problem.Of(RunProblems.EffectFailed, "the effect host could not be started",
        "Nothing was done.", new Remedy("gw runs retry", "tries again")));
}

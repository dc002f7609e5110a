using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>The branch of a run as a phase finds it: its worktree, the files in it written down, and the commit it stands at.</summary>
/// <param name="Tree">The worktree.</param>
/// <param name="Name">Branch.</param>
/// <param name="Class">Class of the request, for commit messages.</param>
/// <param name="Files">The files as the phase found them.</param>
/// <param name="Head">Commit that holds exactly these files.</param>
internal sealed record RunBranch(IWorktree Tree, string Name, RequestClass Class, Snapshot Files, string Head)
{
    /// <summary>Opens the branch that an earlier phase named. What a person changed since then is taken in and committed.</summary>
    public static Task<RunBranch> Open(IRun run) => Open(run, run.State.Fact(RunFacts.Branch)!, RequestClassText.Parse(run.State.Fact(RunFacts.Class)) ?? RequestClass.Chore);

    /// <summary>Opens a branch by name; made from the base commit of the run when it is new.</summary>
    public static async Task<RunBranch> Open(IRun run, string branch, RequestClass requestClass)
    {
        var tree = await run.Worktree(branch, run.State.Started.Base.Commit);
        var parent = await run.Step("head", null, scope => tree.Head(scope.Cancellation));
        var files = await run.TakeIn("tree");
        var found = new RunBranch(tree, branch, requestClass, files, parent);
        return found with { Head = await found.Commit(run, "commit-edits", "take in edits made by hand", files) };
    }

    /// <summary>Commits files on the branch. The same commit again after a crash; the parent when nothing changed.</summary>
    public async Task<string> Commit(IRun run, string step, string subject, Snapshot files)
    {
        var phase = step.Split('/')[0] == "commit-edits" ? "edit" : run.State.Phases[^1].Name;
        var message = Documents.Names.CommitSubject(phase, Class, subject);
        Task<string> Do(StepScope scope) => Tree.Commit(files, Head, message, scope.StartedAt, scope.Cancellation);
        return await run.Observe(step, new { files.Tree, Head, message }, async scope => await Do(scope), Do);
    }

    /// <summary>Pushes the branch where there is a remote, unless that would run changed workflows (rule U3).</summary>
    public async Task Push(IRun run, PhaseServices services, string commit)
    {
        if (services.Repository.Remote is null) return;
        var pushed = LastPushed(run);
        await run.Observe<string>("push", new { commit, pushed }, _ => Task.FromResult<string?>(null), async scope =>
        {
            var changed = await services.Repository.Compare(run.State.Started.Base.Commit, commit, scope.Cancellation);
            if (changed.Paths.Where(path => path.StartsWith(".github/", StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } workflows)
            {
                scope.Log(new Processes.OutputLine(true, $"not pushed: {string.Join(", ", workflows)} differ from the default branch, and a push would run them"));
                return "";
            }
            await services.Repository.Push(Name, commit, pushed, scope.Cancellation);
            return commit;
        });
    }

    /// <summary>Where an earlier phase left the branch on the remote; null: it is not there yet. This phase's own push does not count: it would change its own input.</summary>
    private static string? LastPushed(IRun run)
    {
        var own = $"{run.State.Phases[^1].Name}.{run.State.Phases[^1].Occurrence}/";
        var last = run.State.Steps.Values
            .Where(step => step.Completed is not null && step.Key.EndsWith("/push", StringComparison.Ordinal) && !step.Key.StartsWith(own, StringComparison.Ordinal))
            .OrderBy(step => step.Completed).LastOrDefault(step => step.Result.GetString() is { Length: > 0 });
        return last?.Result.GetString();
    }
}

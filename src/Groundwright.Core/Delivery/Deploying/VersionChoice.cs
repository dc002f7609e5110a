using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Finds out what is to be deployed. The answer is a step: it never changes in the middle of a run.</summary>
internal sealed class VersionChoice(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    private const int MostPaths = 5;

    private readonly ImageChoice images = new(run, services, environment);

    private IReadOnlyDictionary<string, string> Options => run.State.Work[^1].Options;

    /// <summary>What this run brought onto the default branch, or its hotfix alone; else the commit or branch that was named; else the tip of the default branch.</summary>
    public Task<DeployVersion> ToDeploy()
    {
        var own = run.State.Fact(RunFacts.Merge) is { } merge ? HotfixOption.Of(run.State) is null ? merge : run.State.Fact(RunFacts.Commit) : null;
        var named = Options.GetValueOrDefault(DeployOptions.Version);
        var branch = Options.GetValueOrDefault(DeployOptions.Branch);
        return run.Step("version", new { own, named, branch, image = Options.GetValueOrDefault(DeployOptions.Image) }, async scope =>
        {
            var version = branch is not null ? await OfBranch(branch, scope.Cancellation) : await OfCommit(named ?? own, scope.Cancellation);
            var ledger = await services.Ledger.Read(scope.Cancellation);
            version = version with { Image = images.Of(ledger, version.Tree) };
            return ledger.Current(environment.Name) is { } current && version.IsIn(current) ? version with { Mode = ReleaseModes.Redeploy } : version;
        });
    }

    /// <summary>Refuses a version that stood for a branch which gives another tree by now (rule X7): nobody looked at that one together with what came since.</summary>
    /// <exception cref="GroundwrightException">GW2103.</exception>
    public async Task CheckStill(DeployVersion version, CancellationToken cancellationToken)
    {
        if (version.Branch is not { } branch) return;
        var tried = Options.ContainsKey(DeployOptions.Branch);
        var now = tried ? await OfBranch(branch, cancellationToken) : await OfCommit(null, cancellationToken);
        if (now.Tree == version.Tree) return;
        var changed = (await services.Repository.Compare(version.Tree, now.Tree, cancellationToken)).Paths;
        var again = new Remedy($"gw runs retry {run.Id}", "makes a new plan and asks for approval again");
        throw new GroundwrightException(Problem.Of(TargetProblems.PlanMoved, "the plan you approved is not the plan that would run",
            $"{environment.Name} was planned at {version.Short}; {branch} {(tried ? "merges to something else now" : $"is now at {now.Short}")}.\n"
            + $"tree was {version.Tree}, is now {now.Tree}: {string.Join(", ", changed.Take(MostPaths))}{(changed.Count > MostPaths ? $" and {changed.Count - MostPaths} more" : "")}\nNothing was applied.",
            tried ? [again] : [again, new Remedy($"gw deploy {environment.Name} --commit {version.Short}", "deploys what was planned here, whatever came after it")]));
    }

    /// <summary>What is good in the environments before this one.</summary>
    public Task<DeployVersion> ToPromote() => run.Step("version", new { environment.After }, async scope =>
    {
        if (environment.After.Count == 0) throw NotPossible($"nothing comes before {environment.Name}", "Only an environment with `after:` is promoted to.", new Remedy($"gw deploy {environment.Name}", "deploys the default branch"));
        var ledger = await services.Ledger.Read(scope.Cancellation);
        var from = environment.After[0];
        var release = ledger.Current(from) ?? throw NotPossible($"nothing was released to {from}", $"{environment.Name} comes after {from}.", new Remedy($"gw deploy {from}", "is first"));
        if (!ledger.IsGood(release)) throw NotPossible($"{release.Id} in {from} is not good", "What does not work there is not promoted.", new Remedy($"gw releases show {release.Id}", "what is wrong with it"));
        return new DeployVersion(release.Commit, release.Tree, ReleaseModes.Deploy, release.Id) { Image = images.Of(ledger, release.Tree) };
    });

    /// <summary>The release that was named, else the newest good one before the one that is there.</summary>
    public Task<DeployVersion> ToRollBack()
    {
        var named = Options.GetValueOrDefault(DeployOptions.Version);
        return run.Step("version", new { named }, async scope => GoBack(await services.Ledger.Read(scope.Cancellation), named));
    }

    /// <summary>Where a rollback leads.</summary>
    public DeployVersion GoBack(LedgerState ledger, string? named)
    {
        var current = ledger.Current(environment.Name);
        var candidates = ledger.ReleasesOf(environment.Name).Where(release => release.Mode != ReleaseModes.Destroy).ToList();
        var release = named is null
            ? candidates.LastOrDefault(candidate => ledger.IsGood(candidate) && (candidate.Tree != current?.Tree || candidate.Image != current.Image))
            : candidates.LastOrDefault(candidate => candidate.Id == named || candidate.Commit.StartsWith(named, StringComparison.Ordinal));
        if (release is not null) return images.BackTo(release, ledger);
        throw NotPossible(named is null ? $"there is no earlier good release in {environment.Name}" : $"there is no release {named} in {environment.Name}",
            candidates.Count == 0 ? "Nothing was ever released there." : $"There are: {string.Join(", ", candidates.TakeLast(5).Select(candidate => candidate.Id))}.",
            new Remedy($"gw releases list {environment.Name}", "what there is to go back to"));
    }

    private async Task<DeployVersion> OfCommit(string? named, CancellationToken cancellationToken)
    {
        var tip = await services.Repository.DefaultBranch(fetch: true, cancellationToken);
        var commit = tip.Commit;
        string? from = null;
        if (named is not null)
        {
            var release = (await services.Ledger.Read(cancellationToken)).Releases.LastOrDefault(candidate => candidate.Id == named);
            from = release?.Id;
            commit = release?.Commit ?? await services.Repository.Resolve(named, cancellationToken)
                ?? throw NotPossible($"there is no commit or release `{named}`", "A commit of the default branch, or the id of a release.", new Remedy("gw releases list", "what was released"));
            if (!await services.Repository.Contains(tip.Commit, commit, cancellationToken))
                throw NotPossible($"{named} is not on {tip.Name}", "Only what was merged is deployed.", new Remedy($"gw deploy {environment.Name} --branch {named}", "tries a branch where the environment allows it"));
        }
        return new DeployVersion(commit, await services.Repository.TreeOf(commit, cancellationToken), ReleaseModes.Deploy, from) { Branch = named is null ? tip.Name : null };
    }

    private async Task<DeployVersion> OfBranch(string branch, CancellationToken cancellationToken)
    {
        if (environment.Protected) throw NotPossible($"{environment.Name} is protected: branches are not deployed there", "Only what was merged is.", new Remedy($"gw deploy {environment.Name}", "deploys the default branch"));
        var tip = await services.Repository.DefaultBranch(fetch: true, cancellationToken);
        var head = await services.Repository.BranchCommit(branch, cancellationToken)
            ?? throw NotPossible($"there is no branch `{branch}`", null, new Remedy("git fetch --all", "gets what the remote has"));
        var merged = await services.Repository.Merge(tip.Commit, head, cancellationToken);
        if (merged.Tree is null) throw NotPossible($"{branch} does not merge into {tip.Name}", $"Conflicts in: {string.Join(", ", merged.Conflicts)}.", new Remedy($"git merge {tip.Name}", "on the branch, settles them"));
        return new DeployVersion(head, merged.Tree, ReleaseModes.Deploy, null) { Branch = branch };
    }

    private static GroundwrightException NotPossible(string what, string? why, Remedy remedy) =>
        new(Problem.Of(EnvironmentProblems.NoVersion, what, $"{why}\nNothing was changed.".TrimStart('\n'), remedy));
}

/// <summary>Names of the options of a deploy, as journaled.</summary>
public static class DeployOptions
{
    /// <summary>Commit or release.</summary>
    public const string Version = "version";

    /// <summary>Branch that is tried out.</summary>
    public const string Branch = "branch";

    /// <summary>Names of targets, separated by commas; absent: all.</summary>
    public const string Targets = "targets";

    /// <summary>Machine image: an id, or <c>latest</c>.</summary>
    public const string Image = "image";

    /// <summary>Present: plans are made and shown, nothing is applied.</summary>
    public const string PlanOnly = "plan-only";

    /// <summary>Present: the soak time of the environments before is not waited for, where the environment allows that.</summary>
    public const string NoSoak = "no-soak";

    /// <summary>Present: nothing is destroyed, the record says what would be.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Present: images stay.</summary>
    public const string KeepImages = "keep-images";

    /// <summary>Why, in the words of the one who asked.</summary>
    public const string Reason = "reason";
}

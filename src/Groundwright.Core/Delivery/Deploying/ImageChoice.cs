using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Images;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>
/// Finds out which machine image goes with a version, where targets of the environment take one: the one that was named; else the one this version had in the environment before; else
/// the one this run built or tested; else the one that a hotfix mends; else the one that is there; else the newest that was built for the environment. Asked inside of a step: the answer never changes in the middle of a run.
/// </summary>
internal sealed class ImageChoice(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    private readonly BuiltImages built = new(services.Repository.Root);

    private IReadOnlyList<string> Takers => [.. Settings.Where(target => target.TakesImage).Select(target => target.Name)];

    private IEnumerable<TargetSettings> Settings => services.Settings.Targets.Where(environment.Deploys).Select(target => target.For(environment.Name));

    /// <summary>Whether a target of the environment takes a machine image.</summary>
    public bool Taken => Settings.Any(target => target.TakesImage);

    /// <summary>The image that a change is checked with before it is a version; remembered as a step of the phase.</summary>
    public Task<string?> ForChange() => Taken
        ? run.Step("image", null, async scope => (string?)Of(await services.Ledger.Read(scope.Cancellation), tree: ""))
        : Task.FromResult<string?>(null);

    /// <summary>The image that a change ships with: the one it was tested with, whatever was built since.</summary>
    public async Task<string?> ForTested() => Taken ? run.State.Fact(RunFacts.Image) ?? await ForChange() : null;

    /// <summary>The image; null where no target takes one.</summary>
    /// <param name="ledger">What was released.</param>
    /// <param name="tree">Tree of the version.</param>
    /// <exception cref="GroundwrightException">GW2005: one is needed and none is known. GW2007: the one that was named would not go where it belongs.</exception>
    public string? Of(LedgerState ledger, string tree)
    {
        var options = run.State.Work[^1].Options;
        var named = options.GetValueOrDefault(DeployOptions.Image);
        var left = options.GetValueOrDefault(DeployOptions.Targets) is { } some ? Takers.Except(some.Split(',')).ToList() : [];
        if (named is not null) Check(named, left);
        if (!Taken) return null;
        var there = ledger.Current(environment.Name)?.Image;
        // An environment has one image: what is left out now keeps what it has.
        if (left.Count > 0 && there is not null) return there;
        if (named is not null && named != ImageId.Latest) return named;
        if (named is not null) return Newest() ?? throw NoneBuilt();
        return Before(ledger, tree) ?? built.OfRun(run.Id)?.Id ?? run.State.Fact(RunFacts.Image) ?? Mended(ledger) ?? there ?? Newest() ?? throw TargetInputs.NoImage(environment.Name);
    }

    /// <summary>A release as a version to go back to, with the image it had; what never had one keeps what is there.</summary>
    public DeployVersion BackTo(Release release, LedgerState ledger) => new(release.Commit, release.Tree, ReleaseModes.Rollback, release.Id)
    {
        Image = Taken ? release.Image ?? ledger.Current(environment.Name)?.Image : null,
    };

    /// <summary>What this tree was good with in the environment before this one: only that may follow.</summary>
    private string? Before(LedgerState ledger, string tree) => environment.After
        .Select(before => ledger.ReleasesOf(before).LastOrDefault(release => release.Tree == tree && release.Image is not null && ledger.IsGood(release))?.Image).FirstOrDefault(image => image is not null);

    /// <summary>A hotfix changes nothing else, and so takes the image of the release it mends.</summary>
    private string? Mended(LedgerState ledger) => HotfixOption.Of(run.State) is { } mended ? ledger.Current(mended)?.Image : null;

    private string? Newest() => built.All().FirstOrDefault(image => image.Environment == environment.Name)?.Id;

    private void Check(string named, List<string> left)
    {
        if (!Taken) throw new GroundwrightException(Problem.Of(TargetProblems.ImageNotTaken, $"no target of {environment.Name} takes a machine image, and {named} was named",
            "A Terraform variable or a CDK context value says `{image}` where the id belongs.\nNothing was changed.",
            new Remedy("gw config check", "after writing `{image}` into groundwright.yaml"), new Remedy($"gw deploy {environment.Name}", "deploys without an image")));
        if (left.Count > 0) throw new GroundwrightException(Problem.Of(TargetProblems.ImageNotTaken, $"{string.Join(", ", left)} in {environment.Name} would not get {named}",
            "An environment has one machine image, and every target that takes it gets the same.\nNothing was changed.",
            new Remedy($"gw deploy {environment.Name} --image {named}", "deploys all targets")));
    }

    private GroundwrightException NoneBuilt()
    {
        var others = built.All().Take(3).Select(image => $"{image.Id} for {image.Environment} (run {image.Run})").ToList();
        return new GroundwrightException(Problem.Of(TargetProblems.ImageUnknown, $"no machine image was built for {environment.Name} here",
            (others.Count == 0 ? "No agents/*/ami_build_result.json tells of one." : $"Built for others: {string.Join(", ", others)}.") + "\nNothing was changed.",
            new Remedy($"gw deploy {environment.Name} --image ami-...", "deploys the one you name")));
    }
}

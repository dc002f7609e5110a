using Groundwright.Core.Environments;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What is to be put into an environment.</summary>
/// <param name="Commit">Commit it stands for.</param>
/// <param name="Tree">Tree that is planned and applied: that of the commit, or what merging it gives.</param>
/// <param name="Mode">One of <see cref="ReleaseModes"/>.</param>
/// <param name="From">Release that is promoted or gone back to; null: none.</param>
internal sealed record DeployVersion(string Commit, string Tree, string Mode, string? From)
{
    /// <summary>Branch that it stood for when it was chosen; null: it was named itself, and where branches go does not matter.</summary>
    public string? Branch { get; init; }

    /// <summary>Machine image that goes with it; null: none.</summary>
    public string? Image { get; init; }

    /// <summary>Whether a release brought just this: the same tree and the same machine image.</summary>
    public bool IsIn(Release release) => release.Tree == Tree && release.Image == Image;

    /// <summary>For people: the version, with the image where there is one.</summary>
    public string Name => Image is null ? Short : $"{Short} with {Image}";

    /// <summary>Such as <c>4f9c2e1</c>, for people.</summary>
    public string Short => Commit[..Math.Min(10, Commit.Length)];
}

/// <summary>A version with the plans that may be applied for it.</summary>
/// <param name="Version">What is deployed.</param>
/// <param name="Checks">Plans made for its tree.</param>
/// <param name="Gates">Keys of the gates that must still say yes when a plan is applied (rule X3).</param>
internal sealed record ApprovedVersion(DeployVersion Version, CheckReport Checks, IReadOnlyList<string> Gates)
{
    /// <summary>Who made the change; they do not approve it where the requester may not.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The reviewed plan of a target; null when it can only be planned after those it builds on.</summary>
    public TargetPlan? PlanOf(string target) => Checks.Plans.FirstOrDefault(plan => plan.Target == target);
}

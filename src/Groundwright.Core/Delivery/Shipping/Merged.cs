using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Environments;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>A change that is on the default branch, and the approved plans for it.</summary>
/// <param name="Commit">Commit of the default branch that holds the change.</param>
/// <param name="Previous">Commit of the default branch before.</param>
/// <param name="Branch">Name of the default branch.</param>
/// <param name="Checks">Plans made for the tree that is deployed.</param>
/// <param name="Gates">Keys of the gates that must still say yes when a plan is applied.</param>
internal sealed record Merged(string Commit, string Previous, string Branch, CheckReport Checks, IReadOnlyList<string> Gates)
{
    /// <summary>Commit that is deployed: the merge, or a hotfix, which goes without what else was merged.</summary>
    public required string Deployed { get; init; }

    /// <summary>What is deployed.</summary>
    public ApprovedVersion Approved => new(new DeployVersion(Deployed, Checks.Tree!, ReleaseModes.Deploy, null) { Image = Checks.Image }, Checks, Gates);
}

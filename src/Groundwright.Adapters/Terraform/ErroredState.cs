using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>Keeps the state that the tool could not write where it belongs (rule X9). Without it nobody knows what was made.</summary>
internal sealed class ErroredState(PlanVault vault, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>Looks for it in the checkout of an apply, and keeps it: the checkout goes when the run is over.</summary>
    /// <param name="scope">The checkout, and where the apply went.</param>
    /// <param name="folder">Folder of the target's root, relative to the repository.</param>
    /// <param name="target">Whose state it is.</param>
    /// <returns>The problem with its remedy; null when there is none.</returns>
    public Problem? Keep(TargetScope scope, string folder, string target)
    {
        var file = Path.Combine(scope.Directory, folder, "errored.tfstate");
        if (!File.Exists(file)) return null;
        var kept = vault.StoreState(File.ReadAllBytes(file), time.GetUtcNow() + KeptFor);
        return Problem.Of(TargetProblems.StateNotWritten, $"the state of {target} could not be written after the apply",
            $"It is kept, encrypted (sha256 {kept.Sha256}).\nWhat was made is recorded nowhere else: write it where it belongs before anything else is planned.",
            new Remedy($"gw env state {kept.Sha256[..12]} --output errored.tfstate", "takes it out, in clear, into a file that only you can read"),
            new Remedy($"terraform -chdir='{(folder.Length == 0 ? "." : folder)}' state push \"$PWD/errored.tfstate\"", $"writes it where it belongs, in a checkout with the backend and the workspace of {scope.Environment}, once the backend can be reached"),
            new Remedy($"gw env clear {scope.Environment} --reason \"the state was pushed\"", "lets deploys in again, after that"));
    }
}

using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>Keeps the state that the tool could not write where it belongs (rule X9). Without it nobody knows what was made.</summary>
internal sealed class ErroredState(PlanVault vault, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>Looks for it in the checkout of an apply, and keeps it.</summary>
    /// <returns>The problem with its remedy; null when there is none.</returns>
    public Problem? Keep(string file, string target)
    {
        if (!File.Exists(file)) return null;
        var kept = vault.Store(File.ReadAllBytes(file), time.GetUtcNow() + KeptFor);
        return Problem.Of(TargetProblems.StateNotWritten, $"the state of {target} could not be written after the apply",
            $"The tool left it in {file}; it is kept, encrypted, as {kept.Path} (sha256 {kept.Sha256}).\nWhat was made is recorded nowhere else: push it before anything else is planned.",
            new Remedy($"terraform -chdir='{Path.GetDirectoryName(file)}' state push errored.tfstate", "writes it where it belongs, once the backend can be reached"));
    }
}

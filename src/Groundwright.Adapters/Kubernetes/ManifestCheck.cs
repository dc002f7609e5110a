using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Checks the files of an overlay without looking at a cluster.</summary>
internal static class ManifestCheck
{
    /// <summary>What is wrong with them; empty: nothing that can be told here. Misspelled fields are told by the cluster, when it is planned.</summary>
    public static async Task<IReadOnlyList<Problem>> Problems(Renderer renderer, TargetScope scope, CancellationToken cancellationToken)
    {
        try
        {
            await renderer.Render(scope.Directory, scope.Environment, cancellationToken);
            return [];
        }
        catch (GroundwrightException fault) when (fault.Problems.All(problem => problem.Code == TargetProblems.Invalid || problem.Code == TargetProblems.Forbidden))
        {
            return fault.Problems;
        }
    }
}

using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Problem codes of Kustomize targets, clusters and Flux (207x).</summary>
public static class KubernetesProblems
{
    /// <summary>Nothing says who applies the overlay.</summary>
    public static readonly ProblemCode NoWay = new("GW2170", "nothing says how the overlay gets into the cluster", ExitCode.BadArguments);

    /// <summary>The context is not in the kubectl configuration.</summary>
    public static readonly ProblemCode NoContext = new("GW2171", "there is no such kubectl context", ExitCode.PrerequisiteMissing);

    /// <summary>The cluster does not answer.</summary>
    public static readonly ProblemCode Unreachable = new("GW2172", "the cluster does not answer");

    /// <summary>The cluster refused.</summary>
    public static readonly ProblemCode Denied = new("GW2173", "the cluster does not allow it");

    /// <summary>Somebody else owns a field, or changed an object meanwhile.</summary>
    public static readonly ProblemCode Conflict = new("GW2174", "somebody else owns what would be changed");

    /// <summary>An object of Flux is missing or does not fit.</summary>
    public static readonly ProblemCode NoFlux = new("GW2175", "Flux is not set up for this target");

    /// <summary>Flux deploys from a remote, and there is none.</summary>
    public static readonly ProblemCode NoRemote = new("GW2176", "there is no remote to deploy from", ExitCode.PrerequisiteMissing);

    /// <summary>What Flux would deploy is not what was planned.</summary>
    public static readonly ProblemCode NotOnBranch = new("GW2177", "the watched branch does not say what was planned");
}

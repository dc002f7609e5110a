using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>Which sandbox there is for a project on this machine.</summary>
public static class FoundSandbox
{
    /// <summary>The one that the settings choose; open ground where they want none, or where none can be made. Tries it first.</summary>
    /// <exception cref="GroundwrightException">GW3103: there is one, and it does not hold. That is never passed over.</exception>
    public static async Task<ISandbox> Of(SandboxSettings settings, Bubblewrap bubblewrap, CancellationToken cancellationToken)
    {
        if (settings.Use == SandboxUse.Never) return new OpenGround(SandboxAdvice.NotWanted);
        try
        {
            await bubblewrap.Prove(cancellationToken);
            return new FurnishedSandbox(bubblewrap, settings);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == SandboxProblems.Missing || fault.Problem.Code == SandboxProblems.Unusable)
        {
            return new OpenGround(fault.Problem);
        }
    }
}

using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Delivery;

/// <summary>Whether a request may be worked on where agents and tools are not kept in (rule U4).</summary>
internal static class Confinement
{
    /// <exception cref="GroundwrightException">GW3101: it may not.</exception>
    public static void Check(Request request, Settings settings, ISandbox sandbox)
    {
        if (sandbox.Absence is not { } absence) return;
        if (!request.Trusted) throw Refused($"`{request.Title}` may only be worked on in a sandbox, and there is none",
            "Its text was written by someone who may not be allowed to write to this repository (an issue that only the branch you are on holds, a comment), and an agent may do whatever a text tells it.", absence);
        if (settings.Sandbox.Use == SandboxUse.Required) throw Refused("groundwright.yaml requires a sandbox, and there is none", "Nothing was begun.", absence);
    }

    private static GroundwrightException Refused(string summary, string why, Problem absence) =>
        new(Problem.Of(SandboxProblems.Missing, summary, $"{why}\nWhy there is none: {absence.Summary}. {absence.Detail}", [.. absence.Remedies, new Remedy("gw doctor", "tries the sandbox")]));
}

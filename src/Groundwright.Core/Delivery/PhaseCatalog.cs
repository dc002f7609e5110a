using Groundwright.Core.Delivery.Phases;

namespace Groundwright.Core.Delivery;

/// <summary>The phases there are: one line each.</summary>
internal static class PhaseCatalog
{
    private static readonly string[] ByAgent = ["plan", "build", "test", "review", "document", "patch"];

    /// <summary>Whether the agent works in a phase.</summary>
    public static bool NeedsAgent(string name) => ByAgent.Contains(name);

    /// <summary>Makes a phase; the name was checked by <see cref="Workflows.Resolve"/>.</summary>
    public static IPhase Get(string name, PhaseServices services) => name switch
    {
        "plan" => new PlanPhase(services),
        "build" => new BuildPhase(services),
        "test" => new TestPhase(services),
        "review" => new ReviewPhase(services),
        "document" => new DocumentPhase(services),
        "ship" => new ShipPhase(services),
        "patch" => new PatchPhase(services),
        "deploy" or "promote" or "rollback" => new DeployPhase(services, name),
        "destroy" => new DestroyPhase(services),
        _ when Workflows.EnvironmentOf(name) is not null => new DeployPhase(services, name),
        _ => throw new Problems.GroundwrightException(Problems.Problem.Of(DeliveryProblems.UnknownWorkflow, $"the phase `{name}` is not part of this version",
            $"There are: {string.Join(", ", Workflows.Phases)}.")),
    };
}

using Groundwright.Core.Agents;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>What every prompt of a run has in common.</summary>
internal static class PromptModels
{
    public static PromptModel Of(IRun run, PhaseServices services) => new()
    {
        RunId = run.Id,
        Request = run.Request,
        Class = run.State.Fact(RunFacts.Class),
        Spec = run.State.Fact(RunFacts.Spec),
        Environment = run.Request.Environment,
        Targets = [.. services.Targets.Select(target => target.Folder is { } folder ? $"{target.Name} ({folder})" : target.Name)],
    };
}

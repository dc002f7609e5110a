using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>What must be so before anything is merged. All that is wrong is told at once.</summary>
internal static class Readiness
{
    /// <summary>Whether the configuration allows shipping there, in this way.</summary>
    public static void CheckSettings(IRun run, PhaseServices services, EnvironmentSettings environment)
    {
        var problems = Problems(services, environment);
        if (ZeroTouch(run) && !services.Settings.Ship.ZeroTouch) problems.Add(NotAllowed("zte ships without a person, and that is not allowed here", "`ship: { zeroTouch: true }` must stand in groundwright.yaml on the default branch."));
        if (problems.Count > 0) throw new GroundwrightException(problems);
    }

    /// <summary>Whether the configuration allows changing the environment from here.</summary>
    public static void CheckEnvironment(PhaseServices services, EnvironmentSettings environment)
    {
        if (Problems(services, environment) is { Count: > 0 } problems) throw new GroundwrightException(problems);
    }

    private static List<Problem> Problems(PhaseServices services, EnvironmentSettings environment)
    {
        var problems = new List<Problem>();
        if (services.TargetsOf(environment).Count == 0) problems.Add(Problem.Of(EnvironmentProblems.NoTargets, $"{environment.Name} has no target", "Nothing would be deployed, and that is not a success.", new Remedy("gw init", "finds what can be deployed")));
        if (environment.Approvals is { } approvals && new ApprovalRules(approvals, services.Settings.Groups, "").Impossible() is { } impossible)
            problems.Add(NotAllowed($"{environment.Name} can never be approved: {impossible}", "`groups:` in groundwright.yaml names who belongs to which."));
        if (services.UncommittedSettings && environment.Protected) problems.Add(NotAllowed($"{environment.Name} is protected and this run uses an uncommitted groundwright.yaml", "Commit it and start the run again."));
        if (environment is { Protected: true } && !services.Settings.Ship.SoloOperator) problems.Add(NotAllowed($"{environment.Name} is protected and approvals here are self-attested", "Without a server nobody vouches for who approves. Who works alone writes `ship: { soloOperator: true }` on the default branch."));
        return problems;
    }

    /// <summary>Whether the run has every field it needs.</summary>
    public static void CheckRun(IRun run, RunBranch branch)
    {
        var missing = new[] { RunFacts.Class, RunFacts.Branch, RunFacts.Spec, RunFacts.Plan, RunFacts.PlanTree, RunFacts.Review }.Where(name => run.State.Fact(name) is null).ToList();
        if (missing.Count > 0) throw NotReady($"the run has no {string.Join(", ", missing)}", run);
        if (run.State.Fact(RunFacts.Commit) is { } commit && commit != branch.Head)
            throw NotReady($"the branch moved from {commit[..10]} to {branch.Head[..10]} since it was reviewed", run);
    }

    /// <summary>Whether nobody is to be asked.</summary>
    public static bool ZeroTouch(IRun run) => run.State.Work[^1].Workflow == Workflows.ZeroTouch || run.State.Work[^1].Options.ContainsKey(Workflows.ZeroTouch);

    private static GroundwrightException NotReady(string what, IRun run) => new(Problem.Of(DeliveryProblems.NotReady, what, "Nothing was merged.",
        new Remedy($"gw test {run.Request.IssueNumber} {run.Id}", "tests what is there now"), new Remedy($"gw review {run.Request.IssueNumber} {run.Id}", "reviews it")));

    private static Problem NotAllowed(string summary, string detail) => Problem.Of(DeliveryProblems.NotAllowed, summary, detail + "\nNothing was changed.", new Remedy("gw config check", "looks at groundwright.yaml"));
}

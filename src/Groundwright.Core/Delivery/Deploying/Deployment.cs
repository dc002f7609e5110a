using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Applies an approved version to an environment under its lock, looks whether it works, and writes the release, good or bad.</summary>
/// <param name="run">The run.</param>
/// <param name="services">What phases work with.</param>
/// <param name="environment">Where.</param>
/// <param name="approved">What.</param>
/// <param name="prefix">Begins the names of the steps, where a phase deploys more than once.</param>
internal sealed class Deployment(IRun run, PhaseServices services, EnvironmentSettings environment, ApprovedVersion approved, string prefix = "")
{
    /// <summary>Applies, verifies and records. What is not good is recorded too.</summary>
    public async Task<Outcome> Go(IReadOnlyList<ITarget> targets, DeployProgress progress)
    {
        await new Admission(run, services, environment).Check(approved.Version, run.Cancellation);
        // What has begun is brought to its end: a version half applied helps nobody.
        if (!TargetApply.HasBegun(run, prefix)) await new VersionChoice(run, services, environment).CheckStill(approved.Version, run.Cancellation);
        var graph = await new TargetGraph(environment.Parallel, environment.GoOn).Run(targets, target => target.After, target => new TargetApply(run, services, environment, approved, progress, prefix).Run(target));
        // What was refused before anything began changed nothing: there is nothing to record, and nothing to go back from.
        if (graph.Failed.Count > 0 && !TargetApply.HasBegun(run, prefix)) throw graph.Refusal;
        var checks = graph.Failed.Count == 0 ? await Verify() : [];
        var release = await new ReleaseRecord(run, services, environment, approved, prefix).Write(progress, graph, checks);
        return new Outcome(release, checks, [.. graph.Failed.Values.SelectMany(fault => fault.Problems)]);
    }

    /// <summary>Health checks and tests of the environment.</summary>
    private Task<IReadOnlyList<HealthResult>> Verify() => run.Step($"{prefix}verify", new { approved.Version.Commit }, async scope =>
    {
        using var checkout = await services.Checkouts.Make(run.Id, approved.Version.Tree, scope.Cancellation);
        var results = await new Health(services.Commands, services.Repository.Root, services.Time).Check(environment, checkout.Directory, scope.Log, scope.Cancellation);
        foreach (var result in results) scope.Log(new OutputLine(!result.Passed, $"{(result.Passed ? "✓" : "✗")} {result.Name} {result.Detail}"));
        return results;
    });
}

/// <summary>What a deploy came to.</summary>
/// <param name="Release">As it was recorded.</param>
/// <param name="Checks">What was looked at.</param>
/// <param name="Failures">What went wrong with targets; empty: all were applied.</param>
internal sealed record Outcome(Release Release, IReadOnlyList<HealthResult> Checks, IReadOnlyList<Problem> Failures)
{
    /// <summary>Whether everything was applied and every check passed.</summary>
    public bool Good => Failures.Count == 0 && Release.Healthy;
}

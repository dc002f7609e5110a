using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.HealthChecks;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments;

/// <summary>
/// Looks whether an environment works: all health checks side by side, each until it passes or its own deadline is over; then the tests of the environment, once
/// and one after the other.
/// </summary>
/// <param name="commands">Runs commands.</param>
/// <param name="repositoryRoot">Given to commands as GROUNDWRIGHT_REPOSITORY.</param>
/// <param name="time">Clock.</param>
public sealed class Health(ICommandRunner commands, string repositoryRoot, TimeProvider time)
{
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(10);

    /// <summary>Every check with its result, in file order.</summary>
    /// <param name="environment">What to look at.</param>
    /// <param name="directory">Where commands run: a checkout of what was deployed.</param>
    /// <param name="onLine">Gets what the commands print, one line at a time.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<IReadOnlyList<HealthResult>> Check(
        EnvironmentSettings environment, string directory, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var probes = new HealthProbes(commands, repositoryRoot, environment, directory, OneAtATime(onLine));
        var watch = new HealthWatch(time);
        var results = await Task.WhenAll(environment.Health.Select(check => watch.Until(probes.Of(check), check, cancellationToken)));
        var all = results.ToList();
        foreach (var test in environment.Tests) all.Add(await Run(probes.Test(test), all, cancellationToken));
        return all;
    }

    private static async Task<HealthResult> Run(IHealthProbe test, List<HealthResult> before, CancellationToken cancellationToken)
    {
        if (!before.TrueForAll(result => result.Passed)) return new HealthResult(test.Name, false, "not run: the environment is not healthy");
        var sight = await test.Look(TestLimit, cancellationToken);
        return new HealthResult(test.Name, sight.Passed, sight.Detail);
    }

    private static Action<OutputLine>? OneAtATime(Action<OutputLine>? onLine)
    {
        if (onLine is null) return null;
        var handingOver = new Lock();
        return line =>
        {
            lock (handingOver) onLine(line);
        };
    }
}

/// <summary>One check after a deploy.</summary>
/// <param name="Name">Such as <c>http http://localhost:8080/health</c>.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Detail">What was seen.</param>
public sealed record HealthResult(string Name, bool Passed, string Detail)
{
    /// <summary>How often it failed again after it had passed. 0: never.</summary>
    public int Flaps { get; init; }
}

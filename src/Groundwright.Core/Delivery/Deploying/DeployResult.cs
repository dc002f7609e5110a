using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What a deploy came to, as facts.</summary>
internal sealed class DeployResult(PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>The end of the phase.</summary>
    public PhaseResult Of(Outcome outcome)
    {
        var release = outcome.Release;
        var sum = release.Applied.Values.Aggregate(new AppliedChanges(0, 0, 0), (a, b) => new(a.Added + b.Added, a.Changed + b.Changed, a.Destroyed + b.Destroyed));
        var passed = outcome.Checks.Count(check => check.Passed);
        var facts = new Dictionary<string, string>
        {
            [RunFacts.Environment] = environment.Name,
            [RunFacts.Applied] = $"{sum.Added} added, {sum.Changed} changed, {sum.Destroyed} destroyed",
            [RunFacts.Release] = release.Id,
            [RunFacts.Version] = release.Commit,
            [RunFacts.Mode] = release.Mode,
            [RunFacts.Checks] = outcome.Checks.Count > 0 ? $"health {(passed == outcome.Checks.Count ? "✓" : "✗")} {passed}/{outcome.Checks.Count}" : "none configured",
        };
        if (release.Image is { } image) facts[RunFacts.Image] = image;
        if (environment.Url is { } url) facts[RunFacts.Url] = url;
        var next = services.Settings.Environments.FirstOrDefault(one => one.After.Contains(environment.Name));
        if (next is not null && release.Mode != ReleaseModes.Rollback) facts[RunFacts.NextEnvironment] = next.Name;
        var words = release.Mode switch { ReleaseModes.Rollback => $"rolled {environment.Name} back to {release.From}", _ => $"deployed {release.Commit[..10]} to {environment.Name}" };
        return new PhaseResult(words, facts) { Final = true };
    }
}

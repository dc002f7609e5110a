using Groundwright.Core.Environments;

namespace Groundwright.Cli.Views;

/// <summary>What <c>gw env test</c> found.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Release">What is released there.</param>
/// <param name="Commit">Its commit: what the tests were taken from.</param>
/// <param name="Checks">Health checks, then tests.</param>
internal sealed record EnvironmentTest(string Environment, string Release, string Commit, IReadOnlyList<HealthResult> Checks)
{
    /// <summary>Whether all of them passed.</summary>
    public bool Passed => Checks.All(check => check.Passed);
}

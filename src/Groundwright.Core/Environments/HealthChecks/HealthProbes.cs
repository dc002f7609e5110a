using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>Makes the probe for each kind of check. A new kind is one file and one line here.</summary>
/// <param name="commands">Runs commands.</param>
/// <param name="repositoryRoot">Given to commands as GROUNDWRIGHT_REPOSITORY.</param>
/// <param name="environment">What is looked at.</param>
/// <param name="directory">Where commands run.</param>
/// <param name="onLine">Gets what commands print.</param>
internal sealed class HealthProbes(ICommandRunner commands, string repositoryRoot, EnvironmentSettings environment, string directory, Action<OutputLine>? onLine)
{
    public IHealthProbe Of(HealthCheckSettings check) => check switch
    {
        { Http: { } url } => new HttpProbe(new Uri(url)),
        { Tcp: { } address } => new TcpProbe(address),
        { Command: { } command } => Command(string.Join(' ', command), command),
        { Rollout: { } workload } => new RolloutProbe(commands, workload, check.Namespace, environment.Cluster, directory),
        _ => throw new InvalidOperationException("a health check of no kind"),
    };

    public IHealthProbe Test(IReadOnlyList<string> test) => Command($"test {string.Join(' ', test)}", test);

    private CommandProbe Command(string name, IReadOnlyList<string> words) => new(commands, name, new Command(Program(words[0]), [.. words.Skip(1)])
    {
        WorkingDirectory = directory,
        Environment = CommandEnvironment.Minimal.Allowing(environment.Environment).With("GROUNDWRIGHT_ENVIRONMENT", environment.Name).With("GROUNDWRIGHT_REPOSITORY", repositoryRoot),
    }, onLine);

    // `./bin/x` means the file in the checkout, whatever the folder we were started in.
    private string Program(string name) => name.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(directory, name)) : name;
}

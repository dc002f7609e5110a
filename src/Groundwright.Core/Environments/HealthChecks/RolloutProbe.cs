using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>A workload whose rollout kubectl calls complete.</summary>
/// <param name="commands">Runs kubectl.</param>
/// <param name="workload">Such as <c>deployment/api</c>.</param>
/// <param name="space">Namespace; null: the one of the context.</param>
/// <param name="cluster">Context; null: the current one.</param>
/// <param name="directory">Where kubectl runs.</param>
internal sealed class RolloutProbe(ICommandRunner commands, string workload, string? space, string? cluster, string directory) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Deployments and daemon sets say the first, stateful sets one of the others (kubectl 1.32, polymorphichelpers/rollout_status.go).
    private static readonly string[] Complete = ["successfully rolled out", "rolling update complete", "roll out complete"];

    // What kubectl and its sign-in plug-ins need to find the cluster and themselves.
    private static readonly string[] Variables =
        ["KUBECONFIG", "AWS_PROFILE", "AWS_REGION", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GOOGLE_APPLICATION_CREDENTIALS"];

    public string Name => space is null ? $"rollout {workload}" : $"rollout {workload} in {space}";

    public async Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken)
    {
        var patience = limit < Patience ? limit : Patience;
        // Taken line by line: only lines are masked.
        var (output, error) = ("", "");
        // Without --watch it answers at once, and looking again stays in one place.
        var result = await commands.Run(new Command("kubectl", ["rollout", "status", workload, "--watch=false", .. Option("--namespace", space), .. Option("--context", cluster)])
        {
            WorkingDirectory = directory,
            Environment = CommandEnvironment.Minimal.Allowing(Variables),
            Timeout = patience,
        }, line => _ = line.IsError ? error = Said(line, error) : output = Said(line, output), cancellationToken);
        if (result.End != CommandEnd.Exited) return new Sight(false, $"kubectl gave no answer in {patience.TotalSeconds:0} s");
        var said = result.ExitCode == 0 ? output : error;
        return new Sight(result.ExitCode == 0 && Complete.Any(word => said.Contains(word, StringComparison.Ordinal)), said);
    }

    private static IReadOnlyList<string> Option(string name, string? value) => value is null ? [] : [$"{name}={value}"];

    private static string Said(OutputLine line, string before) => line.Text.Trim() is { Length: > 0 } text ? text : before;
}

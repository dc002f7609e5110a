using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// The one place from which kubectl is called. Whatever must stand around such a call (rule U1: the sandbox) stands here and nowhere else. Calls that read
/// a checkout get no credentials, and calls that get them see no checkout: only files made from it.
/// </summary>
/// <param name="settings">Says which variables of ours kubectl may see.</param>
/// <param name="runner">Starts it.</param>
/// <param name="context">Context of the cluster; null: the current one.</param>
internal sealed class Kubectl(TargetSettings settings, ICommandRunner runner, string? context)
{
    private const int AnswerLimit = 256 * 1024 * 1024;
    private const string Patience = "--request-timeout=30s";
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);
    private static readonly string[] Reach = ["KUBECONFIG", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>Context that was asked for; null: the current one.</summary>
    public string? Context => context;

    /// <summary>A call that only reads files under a folder.</summary>
    public Task<CommandResult> Offline(string directory, IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken) =>
        runner.Run(new Command("kubectl", arguments)
        {
            WorkingDirectory = directory,
            Environment = Quiet(),
            StandardInput = input,
            CaptureLimit = AnswerLimit,
            Timeout = LongestAnswer,
            Confined = new SandboxNeeds { Tree = directory },
        }, null, cancellationToken);

    /// <summary>A call to the cluster that answers soon. Its answer may hold secrets: no line of it goes anywhere.</summary>
    public Task<CommandResult> Ask(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        runner.Run(Command([.. arguments, Patience]) with { CaptureLimit = AnswerLimit, Timeout = LongestAnswer }, null, cancellationToken);

    /// <summary>The JSON such a call answers with; null when it answers nothing.</summary>
    /// <exception cref="GroundwrightException">It failed; the problem names why.</exception>
    public async Task<JsonNode?> Read(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Ask([.. arguments, "-o", "json"], cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(ClusterFault.Of(result.StandardError, context));
        return string.IsNullOrWhiteSpace(result.StandardOutput) ? null : JsonNode.Parse(result.StandardOutput);
    }

    /// <summary>A process that talks to the cluster, for somebody else to run.</summary>
    public Command Command(IReadOnlyList<string> arguments) => new("kubectl", context is null ? arguments : [$"--context={context}", .. arguments])
    {
        WorkingDirectory = AppContext.BaseDirectory,
        Environment = Quiet().Allowing([.. Reach, .. settings.Environment]),
    };

    /// <summary>Runs such a process to its end and shows what it prints.</summary>
    public Task<CommandResult> Watch(IReadOnlyList<string> arguments, Action<OutputLine>? onLine, CancellationToken cancellationToken) =>
        runner.Run(Command(arguments), onLine, cancellationToken);

    /// <summary>Version of kubectl, such as <c>v1.32.4</c>.</summary>
    public async Task<string> Version(CancellationToken cancellationToken)
    {
        var result = await runner.Run(Command(["version", "--client", "-o", "json"]), null, cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(ClusterFault.Of(result.StandardError, context));
        return JsonNode.Parse(result.StandardOutput)?["clientVersion"].Text("gitVersion") ?? "unknown";
    }

    // A file of the person's that changes defaults and aliases must not change what a plan means.
    private static CommandEnvironment Quiet() => CommandEnvironment.Minimal.With("KUBERC", "off");
}

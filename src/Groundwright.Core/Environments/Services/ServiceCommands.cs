using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.Services;

/// <summary>Runs the commands that are configured for a service.</summary>
/// <param name="commands">Runs them.</param>
/// <param name="root">The person's checkout: where they run.</param>
public sealed class ServiceCommands(ICommandRunner commands, string root)
{
    private static readonly TimeSpan RestartLimit = TimeSpan.FromMinutes(10);

    /// <summary>The command that prints the log of a service, ready to run.</summary>
    /// <exception cref="GroundwrightException">GW2086: none is configured.</exception>
    public Command Logs(ServiceSettings service, string? environment) => Make(service, service.Logs ?? throw None(service, "logs", "journalctl -fu " + service.Name), environment);

    /// <summary>The command that restarts a service, ready to run.</summary>
    /// <exception cref="GroundwrightException">GW2086: none is configured.</exception>
    public Command Restart(ServiceSettings service, string? environment) =>
        Make(service, service.Restart ?? throw None(service, "restart", "systemctl restart " + service.Name), environment) with { Timeout = RestartLimit };

    /// <summary>Runs one of them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="command">Made by <see cref="Logs"/> or <see cref="Restart"/>.</param>
    /// <param name="onLine">Gets what it prints, masked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="GroundwrightException">GW2087: it failed.</exception>
    public async Task Run(ServiceSettings service, Command command, Action<OutputLine> onLine, CancellationToken cancellationToken)
    {
        var last = "";
        var result = await commands.Run(command, line =>
        {
            if (line.IsError && line.Text.Trim().Length > 0) last = line.Text.Trim();
            onLine(line);
        }, cancellationToken);
        if (result.Succeeded) return;
        var how = result.End == CommandEnd.Exited ? $"ended with exit code {result.ExitCode}" : $"was not done in {RestartLimit.TotalMinutes:0} min and was ended";
        throw new GroundwrightException(Problem.Of(ServiceProblems.CommandFailed, $"`{command}` {how}", last.Length > 0 ? last : "It printed no reason.",
            new Remedy($"gw services health {service.Name}", "whether it works")));
    }

    private Command Make(ServiceSettings service, IReadOnlyList<string> words, string? environment)
    {
        var seen = CommandEnvironment.Minimal.Allowing(service.Environment);
        return new Command(words[0].Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(root, words[0])) : words[0], [.. words.Skip(1)])
        {
            WorkingDirectory = root,
            Environment = environment is null ? seen : seen.With("GROUNDWRIGHT_ENVIRONMENT", environment),
            CaptureLimit = 64 * 1024,
        };
    }

    private static GroundwrightException None(ServiceSettings service, string key, string example) => new(Problem.Of(ServiceProblems.NotConfigured,
        $"service {service.Name} has no `{key}` command", $"In groundwright.yaml: services: {{ {service.Name}: {{ {key}: \"{example}\" }} }}",
        new Remedy("gw services list", "what is configured"), new Remedy("gw config check", "after adding it")));
}

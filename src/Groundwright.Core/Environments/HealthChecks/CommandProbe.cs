using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>A command that must end with 0. It may take as long as the whole check, at most 10 minutes.</summary>
internal sealed class CommandProbe(ICommandRunner commands, string name, Command command, Action<OutputLine>? onLine) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => name;

    public async Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken)
    {
        var patience = limit < Patience ? limit : Patience;
        var result = await commands.Run(command with { Timeout = patience }, onLine, cancellationToken);
        if (result.Succeeded) return new Sight(true, "passed");
        return new Sight(false, result.End == CommandEnd.Exited ? $"exit code {result.ExitCode}" : $"not done in {patience.TotalSeconds:0} s");
    }
}

using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>Runs each command that says what its room must hold in one (rule U1), and the others as they are.</summary>
/// <param name="runner">Starts them.</param>
/// <param name="sandbox">Makes the rooms.</param>
public sealed class ConfiningRunner(ICommandRunner runner, ISandbox sandbox) : ICommandRunner
{
    /// <inheritdoc/>
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        if (command.Confined is not { } needs || sandbox.Absence is not null) return await runner.Run(command, onLine, cancellationToken);
        await using var room = await sandbox.Open(needs, cancellationToken);
        return await runner.Run(room.Enter(command), onLine, cancellationToken);
    }
}

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
        var result = await runner.Run(room.Enter(command), onLine, cancellationToken);
        return room.Refusals.Count == 0 ? result : Told(result, [.. room.Refusals.Order(StringComparer.Ordinal).Select(why => $"groundwright: {why}")], onLine);
    }

    // Many programs say no more than that their network failed. A name can carry what its program knows.
    private static CommandResult Told(CommandResult result, IReadOnlyList<string> refusals, Action<OutputLine>? onLine)
    {
        foreach (var line in refusals) onLine?.Invoke(new OutputLine(IsError: true, result.Mask(line)));
        // Whoever shows a failure shows what was said on standard error, and where that is nothing the rest.
        var said = result.Succeeded || result.StandardError.Length > 0 ? result.StandardError : result.StandardOutput;
        return result with { StandardError = string.Join('\n', refusals.Prepend(said.TrimEnd('\n')).Where(text => text.Length > 0)) };
    }
}

using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>
/// Rooms made by bubblewrap (rule U4): namespaces of their own, no capability, and of the machine's files only what is named. The first room of a process is
/// preceded by an attempt to break out of one.
/// </summary>
/// <param name="runner">Starts it.</param>
/// <param name="relay">How the relay of a room with a way out is started.</param>
public sealed class Bubblewrap(ICommandRunner runner, RelayProgram relay) : ISandbox, IDisposable
{
    /// <summary>The program.</summary>
    public const string Program = "bwrap";

    /// <summary>How hosts that may be reached are connected to.</summary>
    internal Dial Dial { get; init; } = Dial.OfTheMachine;

    private readonly SemaphoreSlim turn = new(1, 1);
    private RoomIsolation? proven;

    /// <inheritdoc/>
    public Problem? Absence => null;

    /// <inheritdoc/>
    public async Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) =>
        BubblewrapRoom.Open(await Isolation(cancellationToken), needs, relay, Dial);

    /// <summary>Finds out whether rooms can be made and hold. Asked once for each process: it takes about 20 ms.</summary>
    /// <exception cref="GroundwrightException">GW3101: not installed. GW3102: it cannot make a room. GW3103: something got out of it.</exception>
    public Task Prove(CancellationToken cancellationToken) => Isolation(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<RoomIsolation> Isolation(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return proven ??= await Look(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<RoomIsolation> Look(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || ProgramPath.Find(Program) is not { } path) throw new GroundwrightException(SandboxAdvice.NotInstalled);
        var version = await runner.Run(new Command(path, ["--version"]) { WorkingDirectory = "/" }, null, cancellationToken);
        var isolation = RoomIsolation.Of(path, version.StandardOutput);
        await new EscapeTest(runner).Try(isolation, cancellationToken);
        return isolation;
    }
}

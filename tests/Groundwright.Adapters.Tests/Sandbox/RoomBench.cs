using Groundwright.Adapters.Sandbox;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>A tree, a folder outside of it with a secret, and rooms made by the real bubblewrap with the real <c>gw</c> as their relay.</summary>
internal sealed class RoomBench : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    /// <param name="dial">How hosts that may be reached are connected to; null: as the machine does it.</param>
    internal RoomBench(Dial? dial = null)
    {
        Needs.Bubblewrap();
        Sandbox = new Bubblewrap(RecordingRunner.Real, Relay) { Dial = dial ?? Dial.OfTheMachine };
        Directory.CreateDirectory(Tree);
        folder.Write("outside/secret.txt", Secret);
    }

    /// <summary>A value that nothing in a room may come by.</summary>
    internal string Secret { get; } = $"sentinel-{Guid.NewGuid():N}";

    internal string Tree => folder["tree"];

    internal string Outside => folder["outside"];

    internal Bubblewrap Sandbox { get; }

    private static RelayProgram Relay { get; } = new(Product.Gw, [RelayProgram.Verb]);

    internal SandboxNeeds Needed => new() { Tree = Tree };

    internal string InTree(string path) => Path.Combine(Tree, path);

    internal string Write(string path, string content) => folder.Write($"tree/{path}", content);

    /// <summary>Runs a script in a room of its own.</summary>
    internal Task<CommandResult> Script(string script, SandboxNeeds? needs = null, Visitor? visitor = null) => Run(Bash(script), needs, visitor);

    internal async Task<CommandResult> Run(Command command, SandboxNeeds? needs = null, Visitor? visitor = null)
    {
        await using var room = await Sandbox.Open(needs ?? Needed, CancellationToken.None);
        return await RecordingRunner.Real.Run((visitor ?? Visitor.Ourselves).Send(room.Enter(command), Tree, room.Home), null, CancellationToken.None);
    }

    internal Command Bash(string script) => new("/bin/bash", ["-c", script])
    {
        WorkingDirectory = Tree,
        Timeout = TimeSpan.FromMinutes(1),
        Environment = CommandEnvironment.Minimal.With("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").With("OUTSIDE", Outside).With("HOST_PID", Environment.ProcessId.ToString()),
    };

    public void Dispose()
    {
        Sandbox.Dispose();
        folder.Dispose();
    }
}

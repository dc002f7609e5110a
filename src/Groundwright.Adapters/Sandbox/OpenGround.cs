using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>No sandbox: a fresh home, and otherwise what the person themselves may do. For text that is trusted, where there is no sandbox.</summary>
/// <param name="absence">Why there is no sandbox.</param>
public sealed class OpenGround(Problem absence) : ISandbox
{
    /// <inheritdoc/>
    public Problem? Absence => absence;

    /// <inheritdoc/>
    public Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => Task.FromResult<ISandboxRoom>(new Room(needs));

    private sealed class Room(SandboxNeeds needs) : ISandboxRoom
    {
        private readonly FreshHome home = new();

        public string Home => home.Path;

        public string? ModelAddress => needs.Model?.Upstream.AbsoluteUri.TrimEnd('/');

        public string? ModelKey => needs.Model is { } model ? Environment.GetEnvironmentVariable(model.KeyVariable) : null;

        public IReadOnlyCollection<string> Refusals => [];

        public Command Enter(Command command)
        {
            var environment = command.Environment.With("HOME", Home);
            if (OperatingSystem.IsWindows())
                environment = environment.With("USERPROFILE", Home).With("APPDATA", Path.Combine(Home, "AppData", "Roaming")).With("LOCALAPPDATA", Path.Combine(Home, "AppData", "Local"));
            return command with { Environment = environment };
        }

        public ValueTask DisposeAsync()
        {
            home.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using System.Runtime.InteropServices;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs.Effects;

namespace Groundwright.Core.Tests.Runs.Engine;

/// <summary>A host that is dead at once: before it began, or right after it wrote down that it begins.</summary>
internal sealed class DyingHost(bool begins) : IEffectLauncher, IDetachedProcess
{
    public bool HasExited => true;

    public IDetachedProcess Start(EffectFolder folder, string nonce, CommandEnvironment environment, IReadOnlyList<SafeHandle> inherited)
    {
        if (begins) folder.Write(new EffectBegun(nonce, 1, DateTimeOffset.UnixEpoch));
        return this;
    }

    public Task Kill(string nonce, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Nothing was started.
    }
}

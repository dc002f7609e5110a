using System.Runtime.InteropServices;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Runs.Effects;

/// <summary>Starts effect hosts: processes that go on when we are gone.</summary>
public interface IEffectLauncher
{
    /// <summary>Starts a host that runs <see cref="EffectHost.Run"/> on the folder, in its own session, with no stream of ours.</summary>
    /// <param name="folder">The effect.</param>
    /// <param name="nonce">The attempt.</param>
    /// <param name="environment">Environment of the effect; the host has no other.</param>
    /// <param name="inherited">Locks of ours that must be held for as long as the effect lasts.</param>
    IDetachedProcess Start(EffectFolder folder, string nonce, CommandEnvironment environment, IReadOnlyList<SafeHandle> inherited);

    /// <summary>Kills the host of an attempt and everything it started. What it was doing is then unknown.</summary>
    Task Kill(string nonce, CancellationToken cancellationToken);
}

/// <summary>A process we started and do not wait for.</summary>
public interface IDetachedProcess : IDisposable
{
    /// <summary>Whether it is gone.</summary>
    bool HasExited { get; }
}

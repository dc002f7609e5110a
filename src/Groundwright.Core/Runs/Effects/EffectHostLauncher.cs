using System.Collections;
using System.Runtime.InteropServices;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;

namespace Groundwright.Core.Runs.Effects;

/// <summary>Starts effect hosts as processes of this very program.</summary>
/// <param name="program">This program: an executable, or <c>dotnet</c>.</param>
/// <param name="arguments">What comes before the folder and the nonce, such as <c>gw.dll effect-host</c>.</param>
/// <param name="leftovers">Kills by mark.</param>
public sealed class EffectHostLauncher(string program, IReadOnlyList<string> arguments, Leftovers leftovers) : IEffectLauncher
{
    /// <inheritdoc/>
    public IDetachedProcess Start(EffectFolder folder, string nonce, CommandEnvironment environment, IReadOnlyList<SafeHandle> inherited) =>
        new Detached(CommandRunner.StartDetached(new Command(program, [.. arguments, folder.Path, nonce])
        {
            WorkingDirectory = folder.Path,
            Environment = WithWhatToMask(environment),
            InheritedHandles = inherited,
        }));

    /// <inheritdoc/>
    public Task Kill(string nonce, CancellationToken cancellationToken) => leftovers.EndEffect(nonce, cancellationToken);

    /// <summary>An effect may print a secret of ours that it was never given: the host masks it, and its effect does not get it.</summary>
    private static CommandEnvironment WithWhatToMask(CommandEnvironment environment)
    {
        foreach (var (name, value) in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string?)entry.Value)))
            if (value is not null && SecretNames.LooksSecret(name)) environment = environment.With(EffectHost.ToMask + name, value);
        return environment;
    }

    private sealed class Detached(int id) : IDetachedProcess
    {
        public bool HasExited => !DetachedProcesses.IsAlive(id);

        public void Dispose()
        {
            // It outlives us on purpose.
        }
    }
}

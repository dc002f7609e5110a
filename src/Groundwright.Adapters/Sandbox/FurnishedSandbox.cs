using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>The sandbox that a project chose, with what it put into its rooms: folders of programs, hosts to read from.</summary>
/// <param name="sandbox">Makes the rooms.</param>
/// <param name="settings"><c>sandbox:</c>, from the default branch.</param>
public sealed class FurnishedSandbox(ISandbox sandbox, SandboxSettings settings) : ISandbox
{
    /// <inheritdoc/>
    public Problem? Absence => sandbox.Absence;

    /// <inheritdoc/>
    public Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => sandbox.Open(
        needs with { Readable = [.. needs.Readable, .. settings.Readable], Hosts = needs.Model is null ? needs.Hosts : [.. needs.Hosts, .. settings.Hosts] }, cancellationToken);
}

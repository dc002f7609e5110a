using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>A sandbox that is there or is not; nobody goes into it.</summary>
internal sealed class FakeSandbox(Problem? absence) : ISandbox
{
    public Problem? Absence => absence;

    public Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => throw new InvalidOperationException("nobody goes in");
}

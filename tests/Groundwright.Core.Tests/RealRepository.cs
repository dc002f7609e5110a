using Groundwright.Adapters.Git;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests;

/// <summary>The product's own view of a sandbox.</summary>
internal static class RealRepository
{
    public static async Task<IRepository> Of(GitSandbox sandbox) =>
        await GitRepository.Discover(new CommandRunner(TimeProvider.System, new Masker()), sandbox.Root, TestContext.Current.CancellationToken);
}

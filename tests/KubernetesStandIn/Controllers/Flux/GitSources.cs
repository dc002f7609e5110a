using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Processes;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>
/// Real git: which commit a branch is at, and the files of a commit. The address of a GitRepository is http or ssh; for tests, one may stand for a local repository.
/// </summary>
/// <param name="runner">Starts git.</param>
/// <param name="folder">Keeps the checkouts. Absolute.</param>
internal sealed class GitSources(ICommandRunner runner, string folder)
{
    private readonly ConcurrentDictionary<string, string> local = new();

    /// <summary>Lets an address stand for a local repository.</summary>
    public void Serve(string url, string path) => local[url.TrimEnd('/')] = path;

    /// <summary>The commit a ref is at. A failure throws <see cref="FluxFailure"/> with what git said.</summary>
    public async Task<string> Resolve(string url, string reference, CancellationToken cancellationToken)
    {
        // The second is the commit that an annotated tag points to.
        var output = await Git(["ls-remote", "--exit-code", Address(url), reference, reference + "^{}"], folder, cancellationToken);
        return output.Trim().Split('\n')[^1].Split('\t')[0];
    }

    /// <summary>The folder with the files of a commit.</summary>
    public async Task<string> Checkout(string url, string commit, CancellationToken cancellationToken)
    {
        if (!commit.All(char.IsAsciiHexDigit)) throw new FluxFailure("GitOperationFailed", $"failed to checkout and determine revision: {commit} is not a commit");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Address(url))))[..12];
        var tree = Path.Combine(folder, "trees", $"{name}-{commit}");
        if (Directory.Exists(tree)) return tree;
        var repository = Path.Combine(folder, "repositories", name);
        Directory.CreateDirectory(repository);
        await Git(["init", "--quiet", "--bare", repository], folder, cancellationToken);
        await Git(["--git-dir", repository, "fetch", "--quiet", Address(url), "+refs/*:refs/*"], folder, cancellationToken);
        // Made beside its place and moved there: a folder with its name is complete.
        var draft = Directory.CreateDirectory(Path.Combine(folder, "trees", $".{Guid.NewGuid():N}")).FullName;
        await Git(["--git-dir", repository, "--work-tree", draft, "checkout", "--quiet", "--force", commit, "--", "."], draft, cancellationToken);
        if (Directory.Exists(tree)) Directory.Delete(draft, recursive: true);
        else Directory.Move(draft, tree);
        return tree;
    }

    private string Address(string url) => local.GetValueOrDefault(url.TrimEnd('/'), url);

    private async Task<string> Git(IReadOnlyList<string> arguments, string directory, CancellationToken cancellationToken)
    {
        var environment = CommandEnvironment.Minimal.With("GIT_CONFIG_GLOBAL", "/dev/null").With("GIT_CONFIG_NOSYSTEM", "1").With("GIT_TERMINAL_PROMPT", "0");
        var command = new Command("git", ["-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*", .. arguments]) { WorkingDirectory = directory, Environment = environment, Timeout = TimeSpan.FromMinutes(1) };
        var result = await runner.Run(command, null, cancellationToken);
        if (result.ExitCode == 0) return result.StandardOutput;
        throw new FluxFailure("GitOperationFailed", $"failed to checkout and determine revision: {(result.StandardError.Trim() is { Length: > 0 } why ? why : $"git {arguments[0]} found nothing for {arguments[^1]}")}");
    }
}

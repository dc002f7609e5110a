namespace Groundwright.Testing;

/// <summary>A real repository for a test, with real git: a checkout, and on request a bare remote it was cloned from.</summary>
public sealed class GitSandbox : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    private GitSandbox()
    {
    }

    /// <summary>Root of the checkout.</summary>
    public string Root => folder["checkout"];

    /// <summary>The bare remote; null without one.</summary>
    public string? Remote { get; private init; }

    /// <summary>A repository on branch <c>main</c> with one commit that holds these files.</summary>
    public static GitSandbox Create(bool withRemote = false, params (string Path, string Content)[] files)
    {
        var sandbox = new GitSandbox();
        Directory.CreateDirectory(sandbox.Root);
        sandbox.Git("init", "-q", "-b", "main");
        sandbox.Git("config", "user.name", "Test Person");
        sandbox.Git("config", "user.email", "person@example.org");
        sandbox.Write("README.md", "# Test\n");
        foreach (var (path, content) in files) sandbox.Write(path, content);
        sandbox.Commit("first");
        if (!withRemote) return sandbox;
        var remote = sandbox.folder["remote.git"];
        sandbox.Git("clone", "-q", "--bare", sandbox.Root, remote);
        sandbox.Git("remote", "add", "origin", remote);
        sandbox.Git("fetch", "-q", "origin");
        sandbox.Git("remote", "set-head", "origin", "main");
        sandbox.Git("branch", "-q", "--set-upstream-to=origin/main", "main");
        return new GitSandbox(sandbox) { Remote = remote };
    }

    private GitSandbox(GitSandbox other) => folder = other.folder;

    /// <summary>Writes a file of the checkout.</summary>
    public void Write(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    /// <summary>Commits everything and returns the commit.</summary>
    public string Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>Runs git in the checkout and returns what it printed, trimmed. A failure throws with the output.</summary>
    public string Git(params string[] arguments) => GitIn(Root, arguments);

    /// <summary>Runs git in another folder.</summary>
    public static string GitIn(string directory, params string[] arguments)
    {
        var (exit, output) = ChildProcess.Run("git", arguments, directory, new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" });
        return exit == 0 ? output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {output}");
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}

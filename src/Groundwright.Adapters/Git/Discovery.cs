using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Git;

/// <summary>Finds the repository a folder belongs to, from a subfolder and from inside a worktree too.</summary>
internal sealed class Discovery(ICommandRunner runner, TimeProvider time, string directory)
{
    public async Task<GitRepository> Find(CancellationToken cancellationToken)
    {
        await CheckVersion(cancellationToken);
        var (common, root) = await Locate(cancellationToken);
        var probe = new GitProgram(runner, common, GitSafety.Local([]), GitSafety.Network([]));
        // Reading the configuration runs nothing; what it defines is put out of action from here on.
        var configuration = GitConfig.Parse(await probe.Text(new("config", "--list", "--includes", "-z"), cancellationToken));
        var person = GitConfig.Parse(await probe.Text(new("config", "--list", "--includes", "-z") { Network = true }, cancellationToken));
        var overrides = GitSafety.Overrides(configuration);
        var git = new GitProgram(runner, common, GitSafety.Local(overrides), NetworkEnvironment(overrides, person));
        var remote = Remote(GitConfig.Names([.. configuration.Where(entry => entry.Key.EndsWith(".url", StringComparison.Ordinal))], "remote"));
        await CheckCommits(git, root, cancellationToken);
        return new GitRepository(git, root, remote, configuration, Identity.Of(person), time);
    }

    // Without this ssh would ask for a passphrase on the terminal, where a run nobody watches waits for ever.
    private static CommandEnvironment NetworkEnvironment(IReadOnlyList<ConfigEntry> overrides, IReadOnlyList<ConfigEntry> person)
    {
        var environment = GitSafety.Network(overrides);
        var own = GitConfig.Last(person, "core.sshcommand") ?? Environment.GetEnvironmentVariable("GIT_SSH_COMMAND") ?? Environment.GetEnvironmentVariable("GIT_SSH");
        return own is null ? environment.With("GIT_SSH_COMMAND", "ssh -oBatchMode=yes") : environment;
    }

    private async Task CheckVersion(CancellationToken cancellationToken)
    {
        var result = await runner.Run(Outside("version"), null, cancellationToken);
        var version = GitVersion.Parse(result.StandardOutput);
        if (result.Succeeded && version is { IsEnough: true }) return;
        throw new GroundwrightException(Problem.Of(GitProblems.TooOld, $"git {version?.ToString() ?? "of an unknown version"} is too old, {GitVersion.Needed} or newer is needed",
            "Merges are computed without a checkout, which older versions cannot do.", new Remedy("https://git-scm.com/downloads", "where newer versions are")));
    }

    // With the person's configuration, since safe.directory stands there and says which repositories of others they trust. Nothing is run by this call.
    private async Task<(string Common, string Root)> Locate(CancellationToken cancellationToken)
    {
        var result = await runner.Run(
            Outside("rev-parse", "--path-format=absolute", "--is-bare-repository", "--git-common-dir", "--git-dir", "--show-toplevel"), null, cancellationToken);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (Path.GetFullPath(directory).Split(Path.DirectorySeparatorChar).Contains(".git", StringComparer.Ordinal))
            throw NotARepository("This is inside the git directory; go to the checkout.");
        if (lines is ["true", ..] || result.StandardError.Contains("bareRepository", StringComparison.Ordinal)) throw IsBare();
        if (!result.Succeeded || lines.Length != 4)
            throw NotARepository(GitProgram.Words(result.StandardError));
        if (lines[1] == lines[2]) return (Trim(lines[1]), Trim(lines[3]));
        var common = Trim(lines[1]);
        if (Path.GetFileName(common) == ".git") return await IsBareMain(common, cancellationToken) ? throw IsBare() : (common, Path.GetDirectoryName(common)!);
        throw NotARepository("This is a worktree of a repository whose main checkout cannot be told; go there.");
    }

    private async Task<bool> IsBareMain(string common, CancellationToken cancellationToken)
    {
        var probe = new GitProgram(runner, common, GitSafety.Local([]), GitSafety.Network([]));
        var result = await probe.Run(new("config", "--bool", "core.bare"), cancellationToken);
        return result.StandardOutput.Trim() == "true";
    }

    private static string? Remote(IReadOnlyList<string> names) => names switch
    {
        [] => null,
        [var only] => only,
        _ when names.Contains("origin") => "origin",
        _ => throw new GroundwrightException(Problem.Of(GitProblems.ManyRemotes, $"there are several remotes ({string.Join(", ", names)}) and none is called origin",
            "The default branch, locks and pushes need one remote.", new Remedy($"git remote rename {names[0]} origin", "makes this the one"))),
    };

    private static async Task CheckCommits(GitProgram git, string root, CancellationToken cancellationToken)
    {
        var refs = await git.Text(new("for-each-ref", "--count=1", "--format=%(objectname)", "refs/heads", "refs/remotes"), cancellationToken);
        if (refs.Length > 0) return;
        var head = await git.Run(new("rev-parse", "--verify", "-q", "HEAD^{commit}"), cancellationToken);
        if (head.Succeeded) return;
        throw new GroundwrightException(Problem.Of(GitProblems.NoCommits, $"the repository {root} has no commit yet", "A run starts from a commit.",
            new Remedy("git add -A && git commit -m \"First commit\"", "makes one")));
    }

    private Command Outside(params string[] arguments) =>
        new("git", [.. GitSafety.Arguments(), .. arguments]) { WorkingDirectory = directory, Environment = GitSafety.Network([]) };

    private static string Trim(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private GroundwrightException IsBare() => new(Problem.Of(GitProblems.Bare, $"{directory} is in a bare repository",
        "Worktrees of runs are made beside a checkout.", new Remedy("git clone <repository> <folder>", "makes a checkout")));

    private GroundwrightException NotARepository(string detail) => new(Problem.Of(GitProblems.NotARepository, $"{directory} is not in a git repository", detail,
        detail.Contains("dubious ownership", StringComparison.Ordinal)
            ? [new Remedy($"git config --global --add safe.directory {directory}", "says that you trust it")]
            : [new Remedy("git init", "makes a repository here")]));
}

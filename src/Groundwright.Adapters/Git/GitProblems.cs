using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>Problem codes of the repository and its worktrees (12xx).</summary>
public static class GitProblems
{
    /// <summary>A git command failed in a way that has no name of its own.</summary>
    public static readonly ProblemCode Failed = new("GW1200", "git could not do this");

    /// <summary>Not inside a git repository.</summary>
    public static readonly ProblemCode NotARepository = new("GW1201", "not a git repository", ExitCode.PrerequisiteMissing);

    /// <summary>A bare repository has no checkout to work beside.</summary>
    public static readonly ProblemCode Bare = new("GW1202", "a bare repository has no checkout", ExitCode.PrerequisiteMissing);

    /// <summary>Nothing was committed yet.</summary>
    public static readonly ProblemCode NoCommits = new("GW1203", "the repository has no commit yet", ExitCode.PrerequisiteMissing);

    /// <summary>The installed git lacks what is needed.</summary>
    public static readonly ProblemCode TooOld = new("GW1204", "git is too old", ExitCode.PrerequisiteMissing);

    /// <summary>Several remotes and none is called <c>origin</c>.</summary>
    public static readonly ProblemCode ManyRemotes = new("GW1205", "several remotes, none called origin", ExitCode.PrerequisiteMissing);

    /// <summary>The default branch cannot be told or has no commit.</summary>
    public static readonly ProblemCode NoDefaultBranch = new("GW1206", "no default branch", ExitCode.PrerequisiteMissing);

    /// <summary>The text is not a name git takes for a branch.</summary>
    public static readonly ProblemCode BadBranchName = new("GW1207", "not a branch name", ExitCode.BadArguments);

    /// <summary>The branch is checked out in another place.</summary>
    public static readonly ProblemCode BranchInUse = new("GW1208", "the branch is checked out elsewhere");

    /// <summary>The remote cannot be reached.</summary>
    public static readonly ProblemCode RemoteUnreachable = new("GW1209", "the remote cannot be reached");

    /// <summary>The remote refused to let us in.</summary>
    public static readonly ProblemCode RemoteDenied = new("GW1210", "the remote denied access", ExitCode.PrerequisiteMissing);

    /// <summary>The remote refused a push: a protection or a hook of its own.</summary>
    public static readonly ProblemCode PushRejected = new("GW1211", "the remote rejected the push");

    /// <summary>A branch is not where it was left.</summary>
    public static readonly ProblemCode BranchMoved = new("GW1212", "the branch was moved by someone else");

    /// <summary>A git directory or a link to one inside the tree (rule U2).</summary>
    public static readonly ProblemCode NestedGit = new("GW1213", "a git directory inside the tree");

    /// <summary>A new submodule entry in the tree (rule U2).</summary>
    public static readonly ProblemCode NewGitlink = new("GW1214", "a new submodule entry in the tree");

    /// <summary>A path that leaves the tree, goes through a link, or names the git directory.</summary>
    public static readonly ProblemCode UnsafePath = new("GW1215", "a path that is not a plain file of the tree");

    /// <summary>A link in a commit points outside it.</summary>
    public static readonly ProblemCode LinkOutside = new("GW1216", "a link points outside the tree");

    /// <summary>The folder that a worktree or checkout needs is something else.</summary>
    public static readonly ProblemCode FolderInTheWay = new("GW1217", "something else is in the way");

    /// <summary>The commit, tree or ref does not exist here.</summary>
    public static readonly ProblemCode NoSuchCommit = new("GW1218", "no such commit");

    /// <summary>The new tip would drop commits that the branch has.</summary>
    public static readonly ProblemCode NotForward = new("GW1219", "the branch would lose commits");
}

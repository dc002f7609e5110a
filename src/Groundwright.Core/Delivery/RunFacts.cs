namespace Groundwright.Core.Delivery;

/// <summary>Names of the facts that phases leave in <c>PhaseEnded.Facts</c>: for later phases and for the screens. Part of the journal's format.</summary>
public static class RunFacts
{
    /// <summary>Class of the request: <c>feature</c>, <c>bug</c> ...</summary>
    public const string Class = "class";

    /// <summary>Branch of the run.</summary>
    public const string Branch = "branch";

    /// <summary>Absolute path of the worktree.</summary>
    public const string Worktree = "worktree";

    /// <summary>Path of the spec, relative to the repository.</summary>
    public const string Spec = "spec";

    /// <summary>The option of the spec that a person chose, such as <c>2 of 3: a queue</c>; absent where nobody was asked.</summary>
    public const string Option = "option";

    /// <summary>Folder of the first Terraform root, relative to the repository.</summary>
    public const string TerraformDirectory = "terraform_dir";

    /// <summary>Commit of the branch after the phase.</summary>
    public const string Commit = "commit";

    /// <summary>Size of the change, such as <c>+58 −2 in 3 files</c>.</summary>
    public const string Diff = "diff";

    /// <summary>Commit of the merge.</summary>
    public const string Merge = "merge";

    /// <summary>Machine image that the plans were made with; absent where no target takes one.</summary>
    public const string Image = "image";

    /// <summary>What the apply did, such as <c>2 added, 0 changed, 0 destroyed</c>.</summary>
    public const string Applied = "applied";

    /// <summary>First characters of what is approved: the hash over all plans.</summary>
    public const string Plan = "plan";

    /// <summary>The plans for people, masked.</summary>
    public const string PlanText = "plan-text";

    /// <summary>Git tree that the plans were made for: the result of merging.</summary>
    public const string PlanTree = "plan-tree";

    /// <summary>Checks that ran, such as <c>validate ✓  policy ✓ 14 rules  health ✓ 2/2</c>.</summary>
    public const string Checks = "checks";

    /// <summary>Id of the release.</summary>
    public const string Release = "release";

    /// <summary>Commit that is in the environment now.</summary>
    public const string Version = "version";

    /// <summary>How the release came about; see <see cref="Environments.ReleaseModes"/>.</summary>
    public const string Mode = "mode";

    /// <summary>Environment that comes after the one that was changed.</summary>
    public const string NextEnvironment = "next-environment";

    /// <summary>Name of the environment that was changed.</summary>
    public const string Environment = "environment";

    /// <summary>Tokens used in the phase, a number; absent when unknown.</summary>
    public const string Tokens = "tokens";

    /// <summary>Money spent in the phase in US dollars, a number; absent when unknown.</summary>
    public const string Usd = "usd";

    /// <summary>Money the run may cost in US dollars, a number.</summary>
    public const string Budget = "budget";

    /// <summary>Turns of the agent in the phase, a number; absent when unknown.</summary>
    public const string Turns = "turns";

    /// <summary>Name of the agent that worked in the phase.</summary>
    public const string Agent = "agent";

    /// <summary>Command that brings the person's checkout up to date.</summary>
    public const string CatchUp = "catchup";

    /// <summary>Address of the environment.</summary>
    public const string Url = "url";

    /// <summary>One line of the review.</summary>
    public const string Review = "review";

    /// <summary>Name of the plan of one target: its JSON.</summary>
    public static string PlanOf(string target) => $"plan:{target}";
}

namespace Groundwright.Core.Runs.Projections;

/// <summary>Names of the fields of the state file. A contract: scripts of the old system read them.</summary>
public static class StateFields
{
    public const string IpeId = "ipe_id";
    public const string IssueNumber = "issue_number";
    public const string BranchName = "branch_name";
    public const string SpecFile = "spec_file";
    public const string IssueClass = "issue_class";
    public const string WorktreePath = "worktree_path";
    public const string Environment = "environment";
    public const string TerraformDir = "terraform_dir";
    public const string ModelSet = "model_set";
    public const string AllIpes = "all_ipes";
    public const string AmiVersion = "ami_version";
    public const string VersionStrategy = "version_strategy";
    public const string BuildTimeout = "build_timeout";

    /// <summary>Everything that is ours alone.</summary>
    public const string Groundwright = "groundwright";

    /// <summary>The fields every state file written here has, in order; null while they are not known.</summary>
    public static IReadOnlyList<string> Always { get; } =
        [IpeId, IssueNumber, BranchName, SpecFile, IssueClass, WorktreePath, Environment, TerraformDir, ModelSet, AllIpes];
}

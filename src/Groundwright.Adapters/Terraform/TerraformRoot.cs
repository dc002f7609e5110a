using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Terraform;

/// <summary>A root in a fresh checkout, as the tool is called on it.</summary>
/// <param name="Scope">Run, environment, checkout.</param>
/// <param name="Directory">Folder of the root. Absolute.</param>
/// <param name="DataDirectory">Where the tool keeps modules and providers. Absolute; its name cannot be guessed, so no tree brings it along.</param>
/// <param name="Workspace">Workspace that is used.</param>
/// <param name="Backend">Where the state is.</param>
internal sealed record TerraformRoot(TargetScope Scope, string Directory, string DataDirectory, string Workspace, StateBackend Backend)
{
    /// <summary>Account the credentials lead to; null: it was not asked for.</summary>
    public string? Account { get; init; }

    /// <summary>The lock file of providers, which may not exist.</summary>
    public string LockFile => Path.Combine(Directory, ".terraform.lock.hcl");
}

/// <summary>Where the state is.</summary>
/// <param name="Type"><c>local</c>, <c>s3</c> ...</param>
/// <param name="Identity">What is compared: type and place, with what may be secret only as a fingerprint.</param>
/// <param name="Arguments">What <c>init</c> needs besides.</param>
/// <param name="LocalPath">File of a local state, absolute; null for a remote one.</param>
internal sealed record StateBackend(string Type, string Identity, IReadOnlyList<string> Arguments, string? LocalPath);

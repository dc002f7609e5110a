using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs.Projections;

/// <summary>What is taken up from a state file that no journal of ours stands behind, such as one of the old system.</summary>
/// <param name="Id">Id of the run, lower case.</param>
/// <param name="IssueNumber">Null: none.</param>
/// <param name="Branch">Branch to go on with, a valid name; null: none yet.</param>
/// <param name="Spec">Spec, relative to the repository; null: none yet.</param>
/// <param name="Class">Null: not classified yet.</param>
/// <param name="Environment">Null: not chosen.</param>
/// <param name="ModelSet">Null: not chosen.</param>
/// <param name="TerraformDir">As written; null: none.</param>
/// <param name="DonePhases">Phases that ran, in order. <c>plan</c> only when what it leaves (branch and spec) is there.</param>
/// <param name="Values">Every key and value besides <c>groundwright</c>, for <see cref="Journal.RunStarted.Adopted"/>.</param>
public sealed record AdoptedState(
    string Id, string? IssueNumber, string? Branch, string? Spec, RequestClass? Class, string? Environment, string? ModelSet, string? TerraformDir,
    IReadOnlyList<string> DonePhases, IReadOnlyDictionary<string, JsonElement> Values)
{
    internal static AdoptedState From(StateFile state, string file)
    {
        var problems = new List<Problem>();
        var branch = Present(state, StateFields.BranchName);
        if (branch is not null && !BranchName.IsValid(branch))
            problems.Add(Problem.Of(StateProblems.CannotContinue, $"`{file}` names the branch `{InvisibleCharacters.Remove(branch)}`, which git would not take", "Correct `branch_name`, or take it out to begin with a new branch."));
        var written = Present(state, StateFields.SpecFile);
        var spec = written is null ? null : SpecPath(written, Present(state, StateFields.WorktreePath));
        if (written is not null && spec is null)
            problems.Add(Problem.Of(StateProblems.CannotContinue, $"`{file}` names the spec `{InvisibleCharacters.Remove(written)}`, which lies outside the worktree", "Correct `spec_file`: a path relative to the repository."));
        if (problems.Count > 0) throw new GroundwrightException(problems);

        var ran = state.AllIpes.SelectMany(OldNames.Phases).Distinct();
        return new AdoptedState(
            RunId.Parse(state.Id), Present(state, StateFields.IssueNumber), branch, spec, state.Class, Present(state, StateFields.Environment),
            Present(state, StateFields.ModelSet), Present(state, StateFields.TerraformDir),
            [.. ran.Where(phase => phase != "plan" || (branch is not null && spec is not null))],
            state.Entries.Where(entry => entry.Key != StateFields.Groundwright).ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    private static string? Present(StateFile state, string key) => state.Text(key) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Old files name the spec relative to the repository or, absolute, in their worktree.</summary>
    private static string? SpecPath(string written, string? worktree)
    {
        var path = written.Replace('\\', '/');
        var root = worktree?.Replace('\\', '/').TrimEnd('/') + "/";
        if (root.Length > 1 && path.StartsWith(root, StringComparison.Ordinal)) path = path[root.Length..];
        if (path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':')) return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        return parts.Count == 0 || parts.Any(part => part == ".." || part.Equals(".git", StringComparison.OrdinalIgnoreCase)) ? null : string.Join('/', parts);
    }
}

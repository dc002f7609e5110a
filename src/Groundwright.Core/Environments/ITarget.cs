using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments;

/// <summary>Something deployable: a Terraform root, plain commands. One adapter folder a kind.</summary>
public interface ITarget
{
    /// <summary>Its key in <c>targets:</c>.</summary>
    string Name { get; }

    /// <summary>Targets that must be applied before it.</summary>
    IReadOnlyList<string> After { get; }

    /// <summary>Folder it is about, relative to the repository; null when it has none.</summary>
    string? Folder { get; }

    /// <summary>Brings the files of a tree into the tool's own format. Returns the paths changed, relative to the tree.</summary>
    Task<IReadOnlyList<string>> Format(string tree, Action<OutputLine>? onLine, CancellationToken cancellationToken);

    /// <summary>
    /// What a file makes the tools load, run or ask beyond the tree, such as a provider or the source of a module, one line each. What the default branch does not have needs a person's
    /// agreement before a tool first reads it (rule U1). Read from the text alone. Default: nothing.
    /// </summary>
    /// <param name="path">Relative to the tree, with forward slashes.</param>
    /// <param name="read">Gives what is in it; not asked where the name says enough.</param>
    IReadOnlyList<string> Reach(string path, Func<string> read) => [];

    /// <summary>Checks the files without looking at the world. Empty: nothing wrong.</summary>
    Task<IReadOnlyList<Problem>> Validate(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>Says what applying this tree would change, as a saved artifact. A plan that cannot be made is a <see cref="GroundwrightException"/>.</summary>
    Task<TargetPlan> Plan(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>The same for taking everything away. It is applied by <see cref="ApplyCommand"/> like any other plan.</summary>
    /// <exception cref="GroundwrightException">GW2025: the target has no way to be destroyed.</exception>
    Task<TargetPlan> PlanDestroy(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the plan is still what would run (rule X7): every bound value is read again, and the world is looked at. Called under the environment's lock.
    /// </summary>
    /// <returns>Null when it is; else the problem that names each value that moved.</returns>
    Task<Problem?> CheckBinding(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken);

    /// <summary>The process that applies exactly this plan. It is run by the effect host, once.</summary>
    Task<Command> ApplyCommand(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken);

    /// <summary>What an apply that ended did.</summary>
    AppliedChanges ReadApplied(TargetPlan plan, string log);

    /// <summary>Why an apply that ended with a failure failed, and what it left behind. Keeps a state that could not be written (rule X9).</summary>
    /// <returns>The problems, most important first; never empty.</returns>
    Task<IReadOnlyList<Problem>> ExplainFailure(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken);

    /// <summary>Finds out what became of an apply that was started and left no exit record (rule X2).</summary>
    /// <param name="scope">Where.</param>
    /// <param name="plan">The plan that was being applied.</param>
    /// <param name="log">What the apply printed until then.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken);

    /// <summary>Waits until the world has taken up what was applied (a rollout, a reconciled revision), and says whether it has. Empty: nothing to wait for.</summary>
    Task<IReadOnlyList<HealthResult>> Arrive(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken);

    /// <summary>Whether what was applied comes up by itself later, and may fail then: it is waited for even where a plan changes nothing. Default false.</summary>
    bool ComesUpLater => false;

    /// <summary>What differs between the world and what the tree of the last release says. Changes nothing. Empty: nothing differs.</summary>
    Task<IReadOnlyList<ResourceChange>> Drift(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>What going back to an earlier release does not bring back, such as data; said before a rollback starts. Null: everything comes back.</summary>
    string? NotRolledBack { get; }

    /// <summary>What is deployed besides the commit, by name (image tags, chart versions), as the tree says it. Usually empty.</summary>
    Task<IReadOnlyDictionary<string, string>> Versions(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>Values it gives to people and other targets; sensitive ones are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> Outputs(TargetScope scope, CancellationToken cancellationToken);

    /// <summary>Deletes the plan artifact: after the apply, or when the plan expired (rule X8).</summary>
    void Discard(TargetPlan plan);
}

/// <summary>Where a target works.</summary>
/// <param name="RunId">Run it works for.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Directory">A fresh checkout of the tree (rule U1), absolute, without a git directory.</param>
/// <param name="Tree">Id of the git tree checked out there.</param>
/// <param name="OnLine">Gets every line of output, masked.</param>
public sealed record TargetScope(string RunId, string Environment, string Directory, string Tree, Action<OutputLine>? OnLine)
{
    /// <summary>Whether the tree is what was merged. Default: no. What planning it finds anyway need then not be looked for without credentials first (rule U1).</summary>
    public bool Merged { get; init; }

    /// <summary>The machine image of this deploy. Where its settings say <c>{image}</c>, the id stands instead. Null: none.</summary>
    public string? Image { get; init; }

    /// <summary>Outputs of the targets it comes after, as <c>target.output</c>. Where its settings say <c>{outputs.target.output}</c>, the value stands instead.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();
}

/// <summary>Whether an apply without an exit record happened.</summary>
public enum ApplyFate
{
    /// <summary>Proven done.</summary>
    Done,

    /// <summary>Proven not begun.</summary>
    NotBegun,

    /// <summary>Cannot be told; a person decides.</summary>
    Unknown,
}

/// <summary>What is known about an apply without an exit record.</summary>
/// <param name="Fate">The answer.</param>
/// <param name="Evidence">One fact a line, for the person who decides.</param>
public sealed record ApplyVerdict(ApplyFate Fate, IReadOnlyList<string> Evidence);

/// <summary>What an apply did, counted from the tool's own log.</summary>
public sealed record AppliedChanges(int Added, int Changed, int Destroyed);

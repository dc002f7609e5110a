using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Environments.Releases;

/// <summary>What lies between two releases.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Brought">Commits that are in <paramref name="To"/> and not in <paramref name="From"/>, newest first.</param>
/// <param name="Lost">Commits that are in <paramref name="From"/> and not in <paramref name="To"/>: what going there takes away.</param>
/// <param name="Requests">Requests that the brought commits answer, newest first.</param>
/// <param name="Targets">Every target that one of them deployed.</param>
/// <param name="Versions">Versions that differ.</param>
public sealed record ReleaseDiff(
    Release From, Release To, IReadOnlyList<LoggedCommit> Brought, IReadOnlyList<LoggedCommit> Lost,
    IReadOnlyList<ReleasedRequest> Requests, IReadOnlyList<TargetDiff> Targets, IReadOnlyList<VersionDiff> Versions)
{
    /// <summary>Looks at both.</summary>
    public static async Task<ReleaseDiff> Of(IRepository repository, Release from, Release to, CancellationToken cancellationToken)
    {
        var brought = await repository.Log(from.Commit, to.Commit, cancellationToken);
        var lost = await repository.Log(to.Commit, from.Commit, cancellationToken);
        return new ReleaseDiff(from, to, brought, lost, ReleasedRequest.In(brought), TargetsOf(from, to), VersionsOf(from, to));
    }

    private static IReadOnlyList<TargetDiff> TargetsOf(Release from, Release to) =>
    [
        .. from.Plans.Keys.Union(to.Plans.Keys).Order(StringComparer.Ordinal)
            .Select(target => new TargetDiff(target, from.Plans.GetValueOrDefault(target), to.Plans.GetValueOrDefault(target), to.Applied.GetValueOrDefault(target))),
    ];

    private static IReadOnlyList<VersionDiff> VersionsOf(Release from, Release to)
    {
        var (before, after) = (from.Versions ?? new Dictionary<string, string>(), to.Versions ?? new Dictionary<string, string>());
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .Select(name => new VersionDiff(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name))),
        ];
    }
}

/// <summary>A target in two releases.</summary>
/// <param name="Target">Its name.</param>
/// <param name="FromPlan">SHA-256 of the plan applied by the one; null: it did not deploy the target.</param>
/// <param name="ToPlan">The same of the other.</param>
/// <param name="Applied">What the other did; null: nothing was written down.</param>
public sealed record TargetDiff(string Target, string? FromPlan, string? ToPlan, AppliedChanges? Applied);

/// <summary>Something whose version differs.</summary>
/// <param name="Name">What.</param>
/// <param name="From">Version in the one; null: it is not there.</param>
/// <param name="To">Version in the other; null: it is not there.</param>
public sealed record VersionDiff(string Name, string? From, string? To);

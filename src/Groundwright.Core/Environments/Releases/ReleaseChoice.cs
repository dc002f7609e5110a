using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Releases;

/// <summary>Finds the release that people name: its id, a unique beginning or end of it, or an environment for what is there now.</summary>
public static class ReleaseChoice
{
    /// <summary>The release.</summary>
    /// <exception cref="GroundwrightException">GW2091: none, or several.</exception>
    public static Release Of(LedgerState ledger, string name)
    {
        if (ledger.Releases.FirstOrDefault(release => release.Id == name) is { } exact) return exact;
        if (ledger.Current(name) is { } current) return current;
        if (ledger.ReleasesOf(name).Count > 0) throw Unknown($"nothing is in {name} now", "It was destroyed.", name);
        var found = name.Length == 0 ? [] : ledger.Releases.Where(release => release.Id.StartsWith(name, StringComparison.Ordinal)).ToList();
        if (found.Count == 1) return found[0];
        throw found.Count > 1
            ? Unknown($"{found.Count} releases begin with `{name}`", string.Join('\n', found.TakeLast(5).Select(release => release.Id)), null)
            : Unknown($"there is no release `{name}`{NameHints.DidYouMean(name, ledger.Releases.Select(release => release.Id).Concat(ledger.Releases.Select(release => release.Environment)).Distinct())}",
                "It is the id of a release, or the name of an environment for what is there now.", null);
    }

    /// <summary>Two of them: <c>a b</c>, or <c>a..b</c>.</summary>
    /// <exception cref="GroundwrightException">GW2091, GW2092.</exception>
    public static (Release From, Release To) Two(LedgerState ledger, string first, string? second)
    {
        var names = second is null ? first.Split("..") : [first, second];
        if (names.Length != 2 || names.Any(name => name.Length == 0))
            throw new GroundwrightException(Problem.Of(ReleaseProblems.NotTwo, "two releases are needed", "Two ids, or two environments as in dev..prod.", new Remedy("gw releases diff dev..prod", "what is in one and not in the other")));
        return (Of(ledger, names[0]), Of(ledger, names[1]));
    }

    private static GroundwrightException Unknown(string summary, string detail, string? environment) =>
        new(Problem.Of(ReleaseProblems.Unknown, summary, detail, new Remedy(environment is null ? "gw releases list" : $"gw releases list {environment}", "what was released")));
}

/// <summary>Problem codes of releases (2091 to 2094).</summary>
public static class ReleaseProblems
{
    /// <summary>No release has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW2091", "no such release", ExitCode.BadArguments);

    /// <summary>Two releases must be named.</summary>
    public static readonly ProblemCode NotTwo = new("GW2092", "two releases must be named", ExitCode.BadArguments);

    /// <summary>Nothing was released to an environment.</summary>
    public static readonly ProblemCode Nothing = new("GW2093", "nothing was released there", ExitCode.PrerequisiteMissing);

    /// <summary>An environment has nothing that could be tested.</summary>
    public static readonly ProblemCode NoTests = new("GW2094", "nothing to test", ExitCode.BadArguments);
}

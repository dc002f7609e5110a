using System.Globalization;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>Reads what commits say.</summary>
internal sealed class History(GitProgram git)
{
    private const int Most = 10_000;

    // Fields end with NUL, which no message can hold; the last of a record too.
    private const string Format = "%H%x00%ct%x00%an%x00%s%x00%b%x00";

    /// <summary>Commits in one and not in another, newest first.</summary>
    public async Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var commit in new[] { from, to }.OfType<string>())
            if (!(await git.Run(new("cat-file", "-e", "--end-of-options", commit + "^{commit}"), cancellationToken)).Succeeded) missing.Add(commit);
        if (missing.Count > 0) throw NotHere(missing);
        string[] left = from is null ? [] : ["^" + from];
        return Parse(await git.Text(new(["log", "-z", $"--max-count={Most}", "--no-show-signature", "--encoding=UTF-8", "--format=tformat:" + Format, "--end-of-options", to, .. left, "--"]), cancellationToken));
    }

    /// <summary>Five fields a commit, each with a NUL behind it, and one more between commits.</summary>
    public static IReadOnlyList<LoggedCommit> Parse(string text)
    {
        var fields = text.Split('\0');
        var commits = new List<LoggedCommit>();
        for (var i = 0; i + 4 < fields.Length; i += 6)
        {
            if (!long.TryParse(fields[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)) throw new FormatException($"not a commit: {fields[i]}");
            commits.Add(new(fields[i], DateTimeOffset.FromUnixTimeSeconds(seconds), fields[i + 2], fields[i + 3], fields[i + 4].TrimEnd('\n')));
        }
        return commits;
    }

    private static GroundwrightException NotHere(List<string> commits) => new(Problem.Of(GitProblems.NoSuchCommit,
        $"{string.Join(" and ", commits.Select(commit => commit[..Math.Min(10, commit.Length)]))} {(commits.Count == 1 ? "is" : "are")} not in this clone", "What was released from elsewhere must be fetched first; a shallow clone lacks history.",
        new Remedy("git fetch --all", "fetches what is missing"), new Remedy("git fetch --unshallow", "completes a shallow clone")));
}

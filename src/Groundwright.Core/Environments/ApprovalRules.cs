using Groundwright.Core.Configuration;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Environments;

/// <summary>
/// Who may agree to a change of an environment, and whether those who did are enough. Each person counts once: where several kinds of approval are needed, one
/// who belongs to two groups stands for one of them, and whichever way of counting is best is taken.
/// </summary>
/// <param name="settings">What is needed.</param>
/// <param name="groups">People by group, as the configuration says. A group that is not there has no people.</param>
/// <param name="requester">Who asked for the change.</param>
/// <param name="authors">Who else made it: its author, the last pusher (rule U7). Excluded like the requester.</param>
public sealed class ApprovalRules(ApprovalSettings settings, IReadOnlyDictionary<string, IReadOnlyList<string>> groups, string requester, params IReadOnlyList<string> authors)
{
    // Names on forges do not differ by case.
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Who may answer, in words: <c>1 of security and 1 of platform, not octocat</c>.</summary>
    public string WhoMay
    {
        get
        {
            var kinds = string.Join(" and ", settings.Kinds.Select(Say));
            return settings.NotRequester ? $"{kinds}, not {string.Join(" or ", authors.Prepend(requester).Distinct(Names))}" : kinds;
        }
    }

    /// <summary>Why somebody may not answer, in the middle of a sentence; null: they may.</summary>
    public string? WhyNot(string name)
    {
        if (settings.NotRequester && Names.Equals(name, requester)) return "who asked for a change does not approve it";
        if (settings.NotRequester && authors.Contains(name, Names)) return "who made a change does not approve it";
        return settings.Kinds.Any(kind => Fits(name, kind)) ? null : $"only people of {string.Join(", ", settings.Kinds.SelectMany(kind => kind.Groups).Distinct())} may answer";
    }

    /// <summary>What the answers come to.</summary>
    /// <param name="answers">Oldest first. The last one of a person holds; answers of people who may not answer say nothing.</param>
    /// <param name="subject">What is approved: agreement to anything else does not count. Null: nothing in particular.</param>
    public ApprovalVerdict Judge(IReadOnlyList<GateAnswer> answers, string? subject)
    {
        var last = answers.Where(answer => WhyNot(answer.Actor.Name) is null).GroupBy(answer => answer.Actor.Name, Names).Select(person => person.Last()).ToList();
        var refusal = last.Find(answer => !answer.Approved);
        var agreed = last.Where(answer => answer.Approved && (subject is null || answer.Subject == subject)).ToList();
        var seats = new ApprovalSeats(settings.Kinds, [.. agreed.Select(answer => answer.Actor.Name)], Fits);
        return new ApprovalVerdict(refusal is null && seats.Free.Count == 0, refusal, agreed, [.. seats.Free.Select(Say)]);
    }

    /// <summary>Whether there are people enough to ever agree; null: yes. Says nothing about groups that only a server knows.</summary>
    public string? Impossible()
    {
        if (settings.Kinds.Any(kind => kind.Groups.Count == 0)) return null;
        var people = settings.Kinds.SelectMany(kind => kind.Groups).SelectMany(group => groups.GetValueOrDefault(group) ?? []).Distinct(Names).Where(name => WhyNot(name) is null);
        var seats = new ApprovalSeats(settings.Kinds, [.. people], Fits);
        return seats.Free.Count == 0 ? null : $"nobody is left for {string.Join(" and ", seats.Free.Select(Say))}";
    }

    private bool Fits(string name, ApprovalKind kind) => kind.Groups.Count == 0 || kind.Groups.Any(group => groups.GetValueOrDefault(group)?.Contains(name, Names) == true);

    private static string Say(ApprovalKind kind) =>
        kind.Groups.Count == 0 ? $"{kind.Count} {(kind.Count == 1 ? "person" : "people")} who may write to this repository" : $"{kind.Count} of {string.Join(" or ", kind.Groups)}";
}

/// <summary>What the answers to an approval come to.</summary>
/// <param name="Enough">Whether to go on.</param>
/// <param name="Refusal">The refusal that stops it; null: nobody refused.</param>
/// <param name="Agreed">The answers that count.</param>
/// <param name="Missing">What is still needed, one kind each, such as <c>1 of security</c>. Empty: nothing.</param>
public sealed record ApprovalVerdict(bool Enough, GateAnswer? Refusal, IReadOnlyList<GateAnswer> Agreed, IReadOnlyList<string> Missing);

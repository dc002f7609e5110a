using System.Text;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>What branches, commits, pull requests and documents of a run are called. Every part that comes from outside is made safe here.</summary>
public static class Names
{
    private const int MaxSubject = 50;

    /// <summary><c>feature-issue-12-7k2m9xqd-add-log-bucket</c>; without an issue <c>feature-7k2m9xqd-add-log-bucket</c>.</summary>
    public static string Branch(RequestClass requestClass, string? issue, string runId, string title) =>
        $"{requestClass.Word()}-{Core(requestClass, issue, runId, title)}";

    /// <summary><c>specs/low-level/issue-12-7k2m9xqd-add-log-bucket.md</c>.</summary>
    public static string Spec(RequestClass requestClass, string? issue, string runId, string title) =>
        $"specs/low-level/{Core(requestClass, issue, runId, title)}.md";

    /// <summary><c>specs/patch/issue-12-7k2m9xqd-add-log-bucket.md</c>; the second one of a run ends in <c>-2.md</c>.</summary>
    /// <param name="requestClass">Class of the request; fills up short names.</param>
    /// <param name="issue">Issue number; null without one.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="title">What is patched.</param>
    /// <param name="number">Which patch of the run, from 1.</param>
    public static string Patch(RequestClass requestClass, string? issue, string runId, string title, int number = 1) =>
        FormattableString.Invariant($"specs/patch/{Core(requestClass, issue, runId, title)}{(number > 1 ? $"-{number}" : "")}.md");

    /// <summary><c>build: feature: Add a log bucket</c>; the subject is cut at a word after 50 characters.</summary>
    public static string CommitSubject(string phase, RequestClass requestClass, string subject) => $"{phase}: {requestClass.Word()}: {Shorten(subject)}";

    /// <summary><c>feature: #12 - Add a log bucket</c>; without an issue <c>feature: Add a log bucket</c>.</summary>
    public static string PullRequestTitle(RequestClass requestClass, string? issue, string title) =>
        issue is null ? $"{requestClass.Word()}: {OneLine(title)}" : $"{requestClass.Word()}: #{issue} - {OneLine(title)}";

    private static string Core(RequestClass requestClass, string? issue, string runId, string title)
    {
        var number = string.Join('-', AsciiFolding.Words(issue ?? ""));
        if (number.Length > 40) number = number[..40].TrimEnd('-');
        return $"{(number.Length > 0 ? $"issue-{number}-" : "")}{RunId.Parse(runId)}-{Slug.Of(title, requestClass)}";
    }

    private static string Shorten(string subject)
    {
        var line = OneLine(subject).TrimEnd('.', ' ');
        if (line.Length == 0) return "change";
        var runes = line.EnumerateRunes().ToList();
        if (runes.Count <= MaxSubject) return line;
        var cut = string.Concat(runes.Take(MaxSubject));
        // Cut between words, unless that would leave next to nothing.
        var space = runes[MaxSubject].Value == ' ' ? cut.Length : cut.LastIndexOf(' ');
        return (space > cut.Length / 2 ? cut[..space] : cut).TrimEnd(' ', ',', ';', ':', '.', '-');
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var word in InvisibleCharacters.Remove(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            line.Append(line.Length > 0 ? " " : "").Append(word);
        return line.ToString();
    }
}

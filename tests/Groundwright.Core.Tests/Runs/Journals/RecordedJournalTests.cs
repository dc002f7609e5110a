using System.Text.RegularExpressions;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Journals;

/// <summary>Journals that earlier versions wrote. They are never rewritten: every later version must read them.</summary>
public sealed partial class RecordedJournalTests
{
    private const string Folder = "tests/Groundwright.Core.Tests/Runs/Journals";

    public static TheoryData<string> Journals =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, Folder), "*.jsonl", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(SourceTree.Root, file))];

    [Theory, MemberData(nameof(Journals)), Covers("J6", "J10")]
    public void A_recorded_journal_is_read_whole_and_folds_to_success(string file)
    {
        var events = Read(file);
        var state = RunFold.Of(events);
        state.Status.ShouldBe(RunStatus.Succeeded);
        state.Remaining.ShouldBeEmpty();
        state.Problem.ShouldBeNull();
        state.TreeInDoubt.ShouldBeNull();
        state.Phases.Select(phase => phase.Name).ShouldBe(state.Work.SelectMany(work => work.Phases));
        state.Steps.Values.ShouldAllBe(step => step.Completed != null && step.Problem == null);
        state.Gates.Values.ShouldAllBe(gate => gate.Answer!.Approved);
        state.Fact("release").ShouldNotBeNull();
        events[^1].ShouldBeOfType<RunEnded>().Outcome.ShouldBe(RunOutcome.Succeeded);
    }

    [Theory, MemberData(nameof(Journals)), Covers("J6")]
    public void A_recorded_journal_that_was_cut_anywhere_folds_to_a_run_that_is_not_over(string file)
    {
        var events = Read(file);
        for (var length = 1; length < events.Count; length++)
            RunFold.Of([.. events.Take(length)]).Status.ShouldBeOneOf(RunStatus.Open, RunStatus.Running, RunStatus.Waiting);
    }

    [Theory, MemberData(nameof(Journals)), Covers("J6")]
    public void Every_key_of_a_recorded_journal_stands_in_the_ledger(string file)
    {
        var state = RunFold.Of(Read(file));
        state.Steps.Keys.Concat(state.Gates.Keys).Select(key => Occurrence().Replace(key, "/", 1)).Except(Ledger()).ShouldBeEmpty();
    }

    [Fact, Covers("J6")]
    public void Every_key_of_the_ledger_is_still_claimed_or_has_an_alias()
    {
        var patterns = SourceTree.CSharp("src/Groundwright.Core/Delivery").SelectMany(SourceTree.Lines).SelectMany(Patterns).ToList();
        // The round is put behind some names elsewhere: a number, or the target that is asked for by itself.
        bool Claimed(string key) => new[] { Name(key), Round().Replace(Name(key), "") }.Any(name => patterns.Any(pattern => pattern.IsMatch(name)));
        Ledger().Where(key => !Claimed(key) && !StepAliases.Current.OldNames.Values.Contains(key)).ShouldBeEmpty();
        Claimed("plan/no-such-step").ShouldBeFalse();
    }

    private static IReadOnlyList<RunEvent> Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(SourceTree.Root, file));
        var scan = JournalReader.Scan(stream);
        scan.End.ShouldBe(JournalEnd.Whole, scan.Reason);
        return scan.Events;
    }

    private static string Name(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string[] Ledger() => SourceTree.Lines($"{Folder}/step-keys.txt");

    /// <summary>Literals that may name a step: they begin with a word, and what is filled in matches anything; a prefix is empty where a phase does a thing once.</summary>
    private static IEnumerable<Regex> Patterns(string line) =>
        from Match literal in Literal().Matches(line)
        let name = literal.Groups[1].Value.Replace("{prefix}", "", StringComparison.Ordinal)
        where Word().IsMatch(name)
        select new Regex($"^{string.Join(".+", Hole().Split(name).Select(Regex.Escape))}$", RegexOptions.CultureInvariant);

    [GeneratedRegex("""\.\d+/""")]
    private static partial Regex Occurrence();

    [GeneratedRegex("""/(\d+|app)$""")]
    private static partial Regex Round();

    [GeneratedRegex("\"([^\" ]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^[a-z]{3}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}

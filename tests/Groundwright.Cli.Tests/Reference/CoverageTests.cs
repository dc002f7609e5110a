using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Reference;

/// <summary>Which test proves which requirement, quality and safety id: generated from the tests, and complete for what is finished.</summary>
public sealed partial class CoverageTests
{
    /// <summary>Ids that this version claims, in the words of the requirements.</summary>
    private static readonly (string Id, string What)[] Claimed =
    [
        ("A1", "each run in its own worktree"), ("A2", "phases alone, in order, as one"), ("A3", "plan: classify, branch, spec"), ("A4", "build: agent, format, validate"),
        ("A5", "test: validate, saved plan, policy; failures go back"), ("A6", "review: findings, three rounds"), ("A7", "document"), ("A8", "ship: ready, approved, merged, deployed"),
        ("A10", "deploy modes, destroy, exit codes"), ("A11", "state file, logs, transcripts"), ("A14", "model sets, retries, figures of a run"),
        ("D3", "options, approval, verdict, prod from main"), ("D4", "dev by itself, tests, approval, prod by itself"), ("D5", "rollback"), ("D6", "figures"), ("D8", "hotfix"),
        ("F1", "killed at any moment it goes on"), ("F2", "safe with untrusted text"), ("F3", "the apply is bound to the reviewed plan"), ("F4", "any agent: Claude Code, Codex, ACP, command, manual, replay"), ("F5", "one machine with nothing but files"),
        ("J1", "truth outlives the checkout"), ("J2", "one writer"), ("J3", "inbox"), ("J4", "a failed write poisons the writer"), ("J5", "the clock decides nothing"),
        ("J6", "steps are keyed"), ("J7", "suspension poisons the context"), ("J8", "snapshots of the tree"),
        ("J9", "locks and ledger are refs on the remote"), ("J10", "the audit chain's head is anchored"),
        ("X1", "effect host"), ("X2", "a plan is never applied twice"), ("X3", "guards are read right before"), ("X4", "the lock outlives us with the effect"), ("X5", "cancel drains"),
        ("X7", "plan binding"), ("X8", "plans are secret"), ("X9", "errored state is kept"),
        ("R1", "SIGKILL at any write"), ("R2", "a disk that fails"), ("R3", "crash between effect and record"), ("R4", "a frozen holder starts nothing"), ("R6", "cancel from every state"), ("R9", "a rollback stays"), ("R11", "a dead holder's lock becomes free"),
        ("T3", "no secret in any sink"), ("T4", "an obedient agent gets nothing out"), ("T5", "no configuration of an agent from a run"), ("T6", "who may not, cannot"), ("T7", "an audit log that was cut is found"), ("T8", "parsers survive anything"), ("T9", "a cut log is unknown"), ("U1", "tools that read a tree are kept in"), ("U2", "nothing in a tree redirects git"), ("U4", "sandbox"), ("U5", "the proxy is the only way out"), ("U7", "approvals name what they approve"),
    ];

    [Fact]
    public void Every_claimed_id_has_a_test()
    {
        var covered = Tests().SelectMany(test => test.Ids).ToHashSet();
        Claimed.Where(claim => !covered.Contains(claim.Id)).Select(claim => claim.Id).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_lists_them() => SourceTree.ShouldBeUpToDate("docs/reference/coverage.md", Markdown());

    private static string Markdown()
    {
        var tests = Tests().ToList();
        var text = new StringBuilder("# Coverage\n\nGenerated from the tests: which of them proves what. Ids not listed are not claimed by this version.\n\n| id | what | tests |\n|---|---|---|\n");
        foreach (var (id, what) in Claimed)
        {
            var proofs = tests.Where(test => test.Ids.Contains(id)).Select(test => $"`{test.Name}`").Distinct().Order(StringComparer.Ordinal);
            text.Append($"| {id} | {what} | {string.Join("<br>", proofs)} |\n");
        }
        return text.ToString();
    }

    /// <summary>Read from the sources, so that one project can speak for all.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<string> Ids)> Tests()
    {
        foreach (var file in SourceTree.CSharp("tests"))
        {
            var text = File.ReadAllText(Path.Combine(SourceTree.Root, file));
            var type = Path.GetFileNameWithoutExtension(file);
            foreach (Match match in Covered().Matches(text))
            {
                var ids = Id().Matches(match.Groups[1].Value).Select(id => id.Groups[1].Value).ToList();
                yield return (match.Groups[2].Value == "class" ? $"{type} (all)" : $"{type}.{match.Groups[3].Value}", ids);
            }
        }
    }

    [GeneratedRegex(@"\[(?:[^\[\]]*,\s*)?Covers\(([^)]*)\)\](?:\s*\[[^\]]*\])*\s*public (?:sealed |static |partial |async )*(class|void|Task|async Task)\s+([A-Za-z0-9_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Covered();

    [GeneratedRegex("\"([A-Z][0-9]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

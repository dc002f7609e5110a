using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>Versions that come faster than an environment takes them (<c>auto: true</c>).</summary>
public sealed class SupersedeTests
{
    [Fact]
    [Covers("D2", "D4")]
    public void Of_three_versions_that_come_fast_the_one_in_between_gives_way_and_says_so()
    {
        Needs.Linux();
        var (begun, go) = ("", "");
        using var pages = PagesRepository.Create((root, recording) =>
        {
            var beside = Path.GetDirectoryName(recording)!;
            (begun, go) = (Path.Combine(beside, "begun"), Path.Combine(beside, "go"));
            Edit(root, "groundwright.yaml", text => text + "  staging: { after: dev, auto: true }\n");
            Edit(root, "bin/apply", text => text + $"if [ \"$GROUNDWRIGHT_ENVIRONMENT\" = staging ]; then echo x >> '{begun}'; until [ -e '{go}' ]; do sleep 0.1; done; fi\n");
            Edit(root, "agent.sh", text => text.Replace("  *) cp -r", "  build/*) echo \"<title>$GROUNDWRIGHT_ISSUE</title>\" > \"site/$GROUNDWRIGHT_ISSUE.html\" ;;\n  document/*) mkdir -p docs; echo \"Page $GROUNDWRIGHT_ISSUE.\" > \"docs/$GROUNDWRIGHT_ISSUE.md\" ;;\n  *) cp -r", StringComparison.Ordinal));
            foreach (var issue in new[] { 4, 5 }) File.WriteAllText(Path.Combine(root, "issues", $"{issue}-add-page.md"), $"---\ntitle: Add page {issue}\nlabels: [feature]\n---\n\nAdd page {issue}.\n");
        });

        using var first = Gw.Start(pages.Root, "sdlc", "3", "--yes");
        Watching.Await(() => File.Exists(begun), first);
        using var second = Gw.Start(pages.Root, "sdlc", "4", "--yes");
        Watching.Await(() => Queue(pages).Length == 1, second);
        var between = Queue(pages).Single();
        using var third = Gw.Start(pages.Root, "sdlc", "5", "--yes");

        // The one in between ends while the first is still at it.
        second.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBe(0, second.Output);
        second.Output.ShouldContain("superseded: something newer goes to staging");
        File.WriteAllText(go, "");
        first.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBe(0, first.Output);
        third.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBe(0, third.Output);

        Queue(pages).ShouldBeEmpty();
        new[] { 3, 4, 5 }.ShouldAllBe(page => File.Exists(Path.Combine(pages.Root, ".published", "staging", $"{page}.html")), "the third brings what the second had");
        Json(pages, "releases", "list", "staging").Select(release => release.GetProperty("title").GetString()).ShouldBe(["Add a status page to the site", "Add page 5"], ignoreOrder: true);
        Gw.Run(pages.Root, "runs", "show", between).Output.ShouldContain("superseded");
        Json(pages, "audit", "list", "--all").Select(record => record.GetProperty("fact")).Where(fact => fact.GetProperty("action").GetString() == "superseded")
            .Select(fact => fact.GetProperty("runId").GetString()).ShouldBe([between]);
    }

    private static string[] Queue(PagesRepository pages) =>
    [
        .. Json(pages, "env", "list").Single(row => row.GetProperty("environment").GetString() == "staging").GetProperty("queue").EnumerateArray()
            .Select(entry => entry.GetProperty("runId").GetString()!),
    ];

    private static IEnumerable<JsonElement> Json(PagesRepository pages, params string[] arguments)
    {
        var (exit, output) = Gw.Run(pages.Root, [.. arguments, "--json"]);
        exit.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.EnumerateArray();
    }

    private static void Edit(string root, string path, Func<string, string> change)
    {
        var text = File.ReadAllText(Path.Combine(root, path));
        var changed = change(text);
        changed.ShouldNotBe(text);
        File.WriteAllText(Path.Combine(root, path), changed);
    }
}

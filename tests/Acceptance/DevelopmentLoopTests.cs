using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>Options, a choice, a try in dev, an answer, another round, and on to prod: with the real program, git and an agent that is a script.</summary>
public sealed class DevelopmentLoopTests
{
    private const string Environments = """
        environments:
          dev: { auto: true, confirm: true, health: [{ command: ./bin/health, deadline: 20s }] }
          prod: { after: dev, approvals: { count: 1 }, confirm: true, health: [{ command: ./bin/health, deadline: 20s }], tests: [./bin/health] }
        plan: { chooseOption: true }
        workflows: { change: [plan, build, test, review] }
        ship: { soloOperator: true }

        """;

    [Fact]
    [Covers("D3", "A3", "J3")]
    public void One_of_the_options_is_chosen_tried_in_dev_mended_on_a_persons_word_and_confirmed_in_prod()
    {
        using var pages = PagesRepository.Create(Choosing);
        var told = new Told(pages.Root);

        // Nobody chooses by saying yes to everything, and nothing is built before somebody has chosen.
        Told.Words(told.Ok("run", "change", "3", "--yes")).ShouldContain("option 1 A static page that people edit when something is wrong. (proposed) option 2 A page made by the health check.");
        var run = told.LastRunId();
        Directory.Exists(Path.Combine(pages.Root, "trees", run, "site")).ShouldBeTrue();
        File.Exists(Path.Combine(pages.Root, "trees", run, "site", "status.html")).ShouldBeFalse();
        var waiting = JsonDocument.Parse(told.Ok("approvals", "--json")).RootElement.EnumerateArray().Single();
        waiting.GetProperty("options").GetArrayLength().ShouldBe(2);
        waiting.GetProperty("proposed").GetInt32().ShouldBe(1);
        var (exit, refused) = told.Gw("approve", run, "--option", "3");
        exit.ShouldBe(1, refused);
        Told.Words(refused).ShouldContain("there is no option 3: there are 2");
        Told.Words(refused).ShouldContain("option 2 A page made by the health check.");

        told.Ok("approve", run, "--option", "2", "--reason", "it is right more often");
        var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(pages.Root, "agents", run, "ipe_state.json"))).RootElement;
        var (branch, spec) = (state.GetProperty("branch_name").GetString()!, state.GetProperty("spec_file").GetString()!);
        var prompt = File.ReadAllText(Path.Combine(pages.Root, "agents", run, "plan", "prompt.md"));
        prompt.ShouldContain("chose **option 2**");
        prompt.ShouldContain("it is right more often");
        GitSandbox.GitIn(pages.Remote, "show", $"{branch}:{spec}").ShouldContain("Option 2, because it is right more often.");
        Told.Words(told.Ok("runs", "show", run)).ShouldContain("option 2 chosen by");
        pages.Merges.ShouldBe(0);

        told.Ok("deploy", "dev", "--branch", branch, "--yes");
        pages.Published.ShouldContain("Orders works.");
        var (rejected, why) = told.Gw("reject", told.LastRunId(), "--reason", "it should say since when");
        rejected.ShouldBe(1, why);
        told.Ok("patch", "3", run, "--change", "say since when");
        told.Ok("test", "3", run);
        told.Ok("review", "3", run);
        told.Ok("deploy", "dev", "--branch", branch, "--yes");
        told.Ok("approve", told.LastRunId(), "--reason", "looks right");
        pages.Published.ShouldContain("Since yesterday.");

        told.Ok("document", "3", run);
        told.Ok("ship", "3", run, "--yes");
        told.Ok("approve", run, "--gate", "confirm");
        pages.Merges.ShouldBe(1);
        told.Ok("promote", "prod", "--yes");
        told.Ok("approve", told.LastRunId(), "--gate", "confirm");

        told.LastRun().GetProperty("status").GetString().ShouldBe("Succeeded");
        told.Row("prod").GetProperty("version").GetString().ShouldBe(GitSandbox.GitIn(pages.Remote, "rev-parse", "main"));
        File.ReadAllText(Path.Combine(pages.Root, ".published", "prod", "status.html")).ShouldContain("Since yesterday.");
    }

    [Fact]
    [Covers("D3")]
    public void What_the_spec_decided_itself_is_not_written_again_when_it_is_chosen()
    {
        using var pages = PagesRepository.Create(Choosing);
        var told = new Told(pages.Root);
        told.Ok("plan", "3");

        told.Ok("approve", "--option", "1").ShouldContain("option 1 of 2");

        var prompt = File.ReadAllText(Path.Combine(pages.Root, "agents", told.LastRunId(), "plan", "prompt.md"));
        prompt.ShouldNotContain("revise the specification");
    }

    [Fact]
    [Covers("D3")]
    public void A_spec_that_goes_on_to_plan_another_option_than_the_chosen_one_is_not_built()
    {
        using var pages = PagesRepository.Create((root, recording) =>
        {
            Choosing(root, recording);
            var spec = Path.Combine(recording, "plan", "spec", "files", "{{spec}}");
            foreach (var purpose in new[] { "revise", "revise-2", "revise-3" }) Write(Path.Combine(recording, "plan", purpose, "files", "{{spec}}"), File.ReadAllText(spec));
        });
        var told = new Told(pages.Root);
        told.Ok("run", "change", "3");

        var (exit, output) = told.Gw("approve", "--option", "2");

        exit.ShouldBe(1, output);
        Told.Words(output).ShouldContain("does not decide for option 2, which was chosen");
        pages.Status().ShouldBe("Failed");
    }

    /// <summary>Two options are weighed; for the second there is a revised spec, and for the patch a page that says more.</summary>
    private static void Choosing(string root, string recording)
    {
        var settings = Path.Combine(root, "groundwright.yaml");
        var text = File.ReadAllText(settings);
        File.WriteAllText(settings, text[..text.IndexOf("environments:", StringComparison.Ordinal)] + Environments.ReplaceLineEndings("\n"));
        var spec = File.ReadAllText(Path.Combine(recording, "plan", "spec", "files", "{{spec}}"));
        Write(Path.Combine(recording, "plan", "revise", "files", "{{spec}}"), spec.Replace("Option 1, because the site is nothing but files.", "Option 2, because it is right more often.", StringComparison.Ordinal));
        var page = File.ReadAllText(Path.Combine(recording, "build", "implement", "files", "site", "status.html"));
        Write(Path.Combine(recording, "patch", "change", "files", "site", "status.html"), page.Replace("Orders works.", "Orders works. Since yesterday.", StringComparison.Ordinal));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

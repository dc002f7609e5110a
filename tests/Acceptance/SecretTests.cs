using System.Text.Json.Nodes;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>Secrets come in through everything a run listens to; none comes out of anything it writes or says.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly Leaks leaks = new();

    [Fact]
    [Covers("T3")]
    public void No_secret_that_a_command_or_an_agent_prints_is_written_or_shown()
    {
        using var pages = PagesRepository.Create((root, recording) =>
        {
            OnOpenGround(root);
            foreach (var command in new[] { "validate", "apply", "health" }) Print(Path.Combine(root, "bin", command), leaks.Script);
            // What a plan prints on standard output is the plan; the lines about secrets are remarks in it.
            Print(Path.Combine(root, "bin", "plan"), $"sed 's/^/# /' '{leaks.Text}'; cat '{leaks.Text}' >&2");
            File.WriteAllText(Path.Combine(root, "bin", "probe"), "#!/bin/sh\n");
            MakeAgentSaySecrets(recording);
        });

        var log = pages.Beside("gw.log");
        var outputs = new List<(string, string)>
        {
            Say(pages.Root, "plan", "3", "-v", "--log-file", log),
            Say(pages.Root, "build", "3", "--json"),
            Say(pages.Root, "test", "3"),
            Say(pages.Root, "review", "3", "-v"),
            Say(pages.Root, "document", "3", "--json", "--log-file", log),
            Say(pages.Root, "ship", "3", "--yes", "-v", "--log-file", log),
        };

        pages.ShouldHaveShippedOnce();
        File.ReadAllText(log).ShouldContain("***");
        leaks.ShouldNotBeIn("the log file", File.ReadAllText(log));
        ShouldKeepThem(pages.Root, outputs);
    }

    [Theory]
    [Covers("T3")]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("health")]
    public void No_secret_in_the_words_of_a_command_that_fails_is_written_or_shown(string command)
    {
        using var pages = PagesRepository.Create((root, _) =>
        {
            OnOpenGround(root);
            Print(Path.Combine(root, "bin", command), $"{leaks.Script}; yes 'and so on' | head -n 300 >&2; cat '{leaks.Text}' >&2; exit 1");
            var settings = Path.Combine(root, "groundwright.yaml");
            File.WriteAllText(settings, File.ReadAllText(settings).Replace("deadline: 20s", "deadline: 1s", StringComparison.Ordinal));
        });

        var outputs = new List<(string, string)>
        {
            Say(pages.Root, 1, "sdlc", "3", "--yes"),
            Say(pages.Root, 1, "runs", "retry", "--yes", "--json"),
        };

        ShouldKeepThem(pages.Root, outputs);
    }

    [Fact]
    [Covers("T3")]
    public void No_secret_in_a_plan_an_output_or_a_provisioner_of_terraform_is_written_or_shown()
    {
        using var orders = OrdersRepository.Create(files: root =>
        {
            var main = Path.Combine(root, "infra", "network", "main.tf");
            File.AppendAllText(main, $$"""

                locals {
                  leaked = file("{{leaks.Text}}")
                  token  = file("{{leaks.TokenFile}}")
                }

                resource "terraform_data" "leak" {
                  input = { all = local.leaked, url = urlencode(local.token), base64 = base64encode("x${local.token}"), json = jsonencode({ token = local.token }) }

                  provisioner "local-exec" {
                    command = "cat '{{leaks.Text}}'; cat '{{leaks.Text}}' >&2"
                  }
                }

                output "leak" {
                  value = local.leaked
                }

                """);
            Print(Path.Combine(root, "bin", "health"), leaks.Script);
            Print(Path.Combine(root, "bin", "integration-tests"), leaks.Script);
        });

        var outputs = new List<(string, string)> { Say(orders.Root, "sdlc", "12", "--yes", "-v") };

        orders.Status().ShouldBe("Succeeded");
        ShouldKeepThem(orders.Root, outputs);
    }

    public void Dispose() => leaks.Dispose();

    /// <summary>Everything the run wrote and said, and everything that tells of it afterwards.</summary>
    private void ShouldKeepThem(string root, List<(string What, string Text)> outputs)
    {
        foreach (var words in new[] { "runs show", "runs show --json", "runs logs", "runs logs --json", "runs list --all", "runs list --all --json" })
            outputs.Add(Say(root, words.Split(' ')));
        outputs.ShouldContain(output => output.Text.Contains("***", StringComparison.Ordinal), "secrets were there to be masked");
        foreach (var (what, text) in outputs) leaks.ShouldNotBeIn(what, text);
        leaks.ShouldNotBeBelow(Path.Combine(root, "agents"));
        // The state of terraform is the tool's own and holds what it must; checkouts are the files of the repository.
        leaks.ShouldNotBeBelow(Path.Combine(root, ".git", "groundwright"), "/groundwright/state/", "/groundwright/checkouts/");
    }

    private (string What, string Text) Say(string root, params string[] words) => Say(root, 0, words);

    private (string What, string Text) Say(string root, int exit, params string[] words)
    {
        var (ended, output) = Gw.RunWith(leaks.Environment, root, words);
        ended.ShouldBe(exit, output);
        return (string.Join(' ', words), output);
    }

    private void MakeAgentSaySecrets(string recording)
    {
        File.WriteAllText(Path.Combine(recording, "says"), leaks.Script);
        File.AppendAllText(Path.Combine(recording, "document", "document", "files", "docs", "pages.md"), leaks.Everything);
        var answer = new JsonObject
        {
            ["success"] = true,
            ["summary"] = leaks.Everything,
            ["issues"] = new JsonArray(new JsonObject { ["severity"] = "skippable", ["file"] = "site/index.html", ["line"] = 1, ["text"] = leaks.Everything, ["resolution"] = leaks.Everything }),
        };
        File.WriteAllText(Path.Combine(recording, "review", "findings-1", "answer.json"), answer.ToJsonString());
    }

    // A sandbox would keep the secrets away from whatever is to print them.
    private static void OnOpenGround(string root)
    {
        var settings = Path.Combine(root, "groundwright.yaml");
        File.WriteAllLines(settings, [.. File.ReadAllLines(settings).Where(line => !line.StartsWith("sandbox:", StringComparison.Ordinal)), "sandbox: { use: never }"]);
    }

    private static void Print(string script, string more)
    {
        var lines = File.ReadAllText(script).Split('\n');
        File.WriteAllText(script, string.Join('\n', [lines[0], more, .. lines.Skip(1)]));
    }
}

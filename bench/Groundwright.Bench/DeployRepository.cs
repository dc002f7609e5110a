using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>A repository with a remote, one Terraform root, one request, and an agent that makes the change at once.</summary>
internal static class DeployRepository
{
    private const string Settings = """
        version: 1
        agent: { use: command, command: ./agent.sh }
        targets:
          app: { terraform: infra/app }
        environments:
          dev: { auto: true }

        """;

    private const string Issue = """
        ---
        title: Add a slow service
        labels: [feature]
        ---

        Add a service that takes its time to start.

        """;

    private const string Agent = """
        #!/usr/bin/env bash
        set -eu
        cat > /dev/null
        case "$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE" in
          plan/spec) mkdir -p "$(dirname "$GROUNDWRIGHT_SPEC")"; cp "$RECORDED" "$GROUNDWRIGHT_SPEC" ;;
          build/*) cp "$SLOW" infra/app/slow.tf ;;
          review/*) echo '{ "success": true, "summary": "It does what the spec says.", "issues": [] }' > "$GROUNDWRIGHT_ANSWER" ;;
          *) mkdir -p docs; echo '# A slow service' > docs/slow.md ;;
        esac
        echo done

        """;

    /// <summary>Makes it and returns the checkout.</summary>
    public static async Task<string> Create(string folder, int seconds)
    {
        var checkout = Path.Combine(folder, "checkout");
        var remote = Path.Combine(folder, "remote.git");
        var slow = Path.Combine(folder, "slow.tf");
        var spec = Path.Combine(Places.Root, "samples", "recordings", "terraform-orders", "plan", "spec", "files", "{{spec}}");
        Write(slow, Slow(seconds));
        Write(Path.Combine(checkout, "groundwright.yaml"), Settings);
        Write(Path.Combine(checkout, "issues", "1-add-slow-service.md"), Issue);
        Write(Path.Combine(checkout, "infra", "app", "main.tf"), Main);
        var agent = Path.Combine(checkout, "agent.sh");
        Write(agent, Agent.Replace("$RECORDED", spec, StringComparison.Ordinal).Replace("$SLOW", slow, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(agent, (UnixFileMode)0b111_101_101);
        string[][] commands =
        [
            ["init", "-q", "-b", "main"], ["config", "user.name", "Bench"], ["config", "user.email", "bench@localhost"], ["add", "-A"], ["commit", "-q", "-m", "Start"],
            ["clone", "-q", "--bare", checkout, remote], ["remote", "add", "origin", remote], ["fetch", "-q", "origin"], ["remote", "set-head", "origin", "main"],
        ];
        foreach (var command in commands) await Tool.Run(checkout, "git", command);
        return checkout;
    }

    /// <summary>Writes the root as it is after the change.</summary>
    public static void WriteRoot(string root, int seconds)
    {
        Write(Path.Combine(root, "main.tf"), Main);
        Write(Path.Combine(root, "slow.tf"), Slow(seconds));
    }

    private const string Main = """
        terraform {
          required_version = ">= 1.4"
        }

        resource "terraform_data" "name" {
          input = "orders"
        }

        """;

    private static string Slow(int seconds) => $$"""
        resource "terraform_data" "slow" {
          input = terraform_data.name.output

          provisioner "local-exec" {
            command = "sleep {{seconds}}"
          }
        }

        """;

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }
}

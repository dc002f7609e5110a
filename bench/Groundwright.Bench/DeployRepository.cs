using Groundwright.Bench.Running;

namespace Groundwright.Bench;

/// <summary>A repository with a remote and Terraform roots that take their time to apply, and one environment that deploys them.</summary>
internal static class DeployRepository
{
    /// <summary>Targets applied at the same time.</summary>
    public const int Parallel = 4;

    /// <summary>Makes it and returns the checkout.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="write">Writes the roots into the folder it is given.</param>
    /// <param name="names">Names of the roots, which are their folders too.</param>
    public static async Task<string> Create(string folder, Action<string> write, params string[] names)
    {
        var checkout = Path.Combine(folder, "checkout");
        var remote = Path.Combine(folder, "remote.git");
        write(Path.Combine(checkout, "infra"));
        var targets = string.Concat(names.Select(name => $"  {name}: {{ terraform: infra/{name} }}\n"));
        Write(Path.Combine(checkout, "groundwright.yaml"), $"version: 1\ntargets:\n{targets}environments:\n  dev: {{ auto: true, parallel: {Parallel} }}\n");
        string[][] commands =
        [
            ["init", "-q", "-b", "main"], ["config", "user.name", "Bench"], ["config", "user.email", "bench@localhost"], ["add", "-A"], ["commit", "-q", "-m", "Start"],
            ["clone", "-q", "--bare", checkout, remote], ["remote", "add", "origin", remote], ["fetch", "-q", "origin"], ["remote", "set-head", "origin", "main"],
        ];
        foreach (var command in commands) await Tool.Run(checkout, "git", command);
        return checkout;
    }

    /// <summary>Writes a root that takes so many seconds to apply.</summary>
    public static void WriteRoot(string root, int seconds) => Write(Path.Combine(root, "main.tf"), $$"""
        terraform {
          required_version = ">= 1.4"
        }

        resource "terraform_data" "name" {
          input = "orders"
        }

        resource "terraform_data" "slow" {
          input = terraform_data.name.output

          provisioner "local-exec" {
            command = "sleep {{seconds}}"
          }
        }

        """);

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }
}

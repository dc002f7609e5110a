using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>
/// Two Terraform roots, one building on an output of the other, and three environments in a row, in a checkout with a bare remote. What is "running" in an environment is a
/// file that the apply writes; the health check reads it.
/// </summary>
internal sealed class ShopRepository : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    /// <summary>Makes it.</summary>
    /// <param name="prod">Rules of prod besides its place in the row.</param>
    public static ShopRepository Create(string prod = "approvals: { count: 1 }, onFailure: rollback")
    {
        Needs.Terraform();
        Needs.Tool("bash", "install bash");
        var made = new ShopRepository();
        made.Write("groundwright.yaml", Settings.Replace("<prod>", prod, StringComparison.Ordinal));
        made.Write("infra/network/main.tf", Network);
        made.Write("infra/app/main.tf", App);
        made.Write("infra/app/version.tf", Version("1", "ok"));
        made.Script("bin/health", "status=$(cat \"$GROUNDWRIGHT_REPOSITORY/.site/$GROUNDWRIGHT_ENVIRONMENT/status\")\ncase \"$GROUNDWRIGHT_ENVIRONMENT/$status\" in prod/*not*) exit 1 ;; */ok*) ;; *) exit 1 ;; esac");
        made.Script("bin/tests", "test -s \"$GROUNDWRIGHT_REPOSITORY/.site/$GROUNDWRIGHT_ENVIRONMENT/network\"");
        made.Git("init", "-q", "-b", "main");
        made.Git("config", "user.name", "Test Person");
        made.Git("config", "user.email", "person@example.org");
        made.Git("add", "-A");
        made.Git("commit", "-q", "-m", "Start");
        made.Git("clone", "-q", "--bare", made.Root, made.Remote);
        made.Git("remote", "add", "origin", made.Remote);
        made.Git("fetch", "-q", "origin");
        made.Git("remote", "set-head", "origin", "main");
        return made;
    }

    /// <summary>The person's checkout.</summary>
    public string Root => folder["checkout"];

    /// <summary>The bare remote.</summary>
    public string Remote => folder["remote.git"];

    /// <summary>A path beside the checkout.</summary>
    public string Beside(string name) => folder[name];

    /// <summary>Runs git in the checkout.</summary>
    public string Git(params string[] arguments) => GitSandbox.GitIn(Root, arguments);

    /// <summary>Merges a new version: a number, and whether it works.</summary>
    /// <returns>Its commit.</returns>
    public string Release(string number, string status = "ok")
    {
        Write("infra/app/version.tf", Version(number, status));
        Git("commit", "-q", "-am", $"Version {number}");
        Git("push", "-q", "origin", "main");
        return Git("rev-parse", "HEAD");
    }

    /// <summary>What runs in an environment: the version, or nothing.</summary>
    public string? Running(string environment) => Read(environment, "version");

    /// <summary>What an apply left in an environment.</summary>
    public string? Read(string environment, string name) =>
        Path.Combine(Root, ".site", environment, name) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    /// <summary>How often the app was applied to an environment.</summary>
    public int Applies(string environment) => File.Exists(Path.Combine(Root, ".site", environment, "applies")) ? File.ReadAllLines(Path.Combine(Root, ".site", environment, "applies")).Length : 0;

    /// <summary>A row of the board, as programs get it.</summary>
    public JsonElement Row(string environment) => new Told(Root).Row(environment);

    /// <summary>The newest run, as programs get it.</summary>
    public JsonElement LastRun() => new Told(Root).LastRun();

    /// <summary>The bytes of a target's state.</summary>
    public byte[] State(string environment, string target) => File.ReadAllBytes(Path.Combine(Root, ".git", "groundwright", "state", environment, target + ".tfstate"));

    /// <summary>Writes a file of the checkout.</summary>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text.ReplaceLineEndings("\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private void Script(string path, string line)
    {
        Write(path, $"#!/usr/bin/env bash\nset -eu\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(Root, path), (UnixFileMode)0b111_101_101);
    }

    private static string Version(string number, string status) => $$"""
        locals {
          version = "{{number}}"
          status  = "{{status}}"
        }

        """;

    private const string Settings = """
        version: 1
        agent: { use: manual }
        ship: { soloOperator: true }
        targets:
          network: { terraform: infra/network, variables: { environment: "{environment}" } }
          app:
            terraform: infra/app
            after: [network]
            variables: { network: "{outputs.network.id}", site: "{root}/.site/{environment}" }
        environments:
          dev: { auto: true, health: [{ command: ./bin/health, deadline: 2s }], tests: [./bin/tests] }
          staging: { after: dev, soak: 1s, health: [{ command: ./bin/health, deadline: 2s }] }
          prod: { after: staging, health: [{ command: ./bin/health, deadline: 2s }], <prod> }

        """;

    private const string Network = """
        terraform {
          required_version = ">= 1.4"
        }

        variable "environment" {
          type = string
        }

        resource "terraform_data" "network" {
          input = "net-${var.environment}"
        }

        output "id" {
          value = terraform_data.network.output
        }

        """;

    private const string App = """
        terraform {
          required_version = ">= 1.4"
        }

        variable "network" {
          type = string
        }

        variable "site" {
          type = string
        }

        resource "terraform_data" "app" {
          triggers_replace = [local.version, local.status, var.network]

          provisioner "local-exec" {
            command = "mkdir -p '${var.site}' && echo ${local.version} > '${var.site}/version' && echo ${local.status} > '${var.site}/status' && echo ${var.network} > '${var.site}/network' && echo x >> '${var.site}/applies'"
          }
        }

        """;
}

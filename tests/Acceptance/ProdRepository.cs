using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>
/// One environment, prod, whose apply runs a script of the tree, in a checkout with a bare remote. What was applied is written beside the checkout, so that a moved checkout
/// changes nothing else. Version 1 is there at the start.
/// </summary>
internal sealed partial class ProdRepository : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private int version = 1;

    /// <summary>Makes it and deploys the first version.</summary>
    /// <param name="prod">Rules of prod.</param>
    /// <param name="deploy">False: nothing is deployed yet.</param>
    public ProdRepository(string prod = "approvals: { count: 1 }, onFailure: rollback", bool deploy = true)
    {
        Needs.Terraform();
        Needs.Tool("bash", "install bash");
        Root = folder["checkout"];
        Write("groundwright.yaml", Settings.Replace("<prod>", prod, StringComparison.Ordinal).Replace("<site>", folder["site"], StringComparison.Ordinal));
        Write("infra/network/main.tf", "resource \"terraform_data\" \"network\" {\n  input = \"net-1\"\n}\n\noutput \"id\" {\n  value = terraform_data.network.output\n}\n");
        Write("infra/app/main.tf", App);
        Write("infra/app/install.sh", "mkdir -p \"$1\"\necho \"$2\" > \"$1/version\"\necho \"$2\" >> \"$1/applies\"\n");
        Write("vars/app.tfvars", Vars);
        foreach (var line in new[] { "init -q -b main", "config user.name Person", "config user.email person@example.org", "add -A", "commit -q -m Start" }) Git(line.Split(' '));
        Git("clone", "-q", "--bare", Root, Remote);
        Git("remote", "add", "origin", Remote);
        Git("fetch", "-q", "origin");
        Git("remote", "set-head", "origin", "main");
        if (!deploy) return;
        Ok("deploy", "prod", "--yes");
        Release();
    }

    /// <summary>The person's checkout.</summary>
    public string Root { get; private set; }

    /// <summary>The bare remote.</summary>
    public string Remote => folder["remote.git"];

    /// <summary>The version in prod; null: none.</summary>
    public string? Running => File.Exists(folder["site", "version"]) ? File.ReadAllText(folder["site", "version"]).Trim() : null;

    /// <summary>One line for every apply: the version it brought.</summary>
    public IReadOnlyList<string> Applies => File.Exists(folder["site", "applies"]) ? File.ReadAllLines(folder["site", "applies"]) : [];

    /// <summary>The version that was merged last.</summary>
    public string Newest => $"{version}";

    /// <summary>A path beside the checkout.</summary>
    public string Beside(string name) => folder[name];

    /// <summary>Runs git in the checkout.</summary>
    public string Git(params string[] arguments)
    {
        Directory.CreateDirectory(Root);
        return GitSandbox.GitIn(Root, arguments);
    }

    /// <summary>Merges a new version.</summary>
    public void Release() => Change("vars/app.tfvars", _ => Vars.Replace("\"1\"", $"\"{++version}\"", StringComparison.Ordinal));

    /// <summary>Merges another content of a file.</summary>
    public void Change(string path, Func<string, string> change)
    {
        var full = Path.Combine(Root, path);
        Write(path, change(File.Exists(full) ? File.ReadAllText(full) : ""));
        Git("add", path);
        Git("commit", "-q", "-m", $"Change {path}");
        Git("push", "-q", "origin", "main");
    }

    /// <summary>Moves the checkout, with everything in it.</summary>
    public void MoveTo(string name)
    {
        Directory.Move(Root, folder[name]);
        Root = folder[name];
    }

    /// <summary>Runs gw.</summary>
    public (int ExitCode, string Output) Run(IReadOnlyDictionary<string, string?> environment, params string[] arguments) => Gw.RunWith(environment, Root, arguments);

    /// <summary>Runs gw, which must succeed.</summary>
    public string Ok(params string[] arguments)
    {
        var (exit, output) = Gw.Run(Root, arguments);
        exit.ShouldBe(0, $"gw {string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>Plans the newest version for prod. Returns the run, which waits for approval.</summary>
    public string Planned(IReadOnlyDictionary<string, string?>? environment = null)
    {
        var (exit, output) = Run(environment ?? new Dictionary<string, string?>(), "deploy", "prod");
        exit.ShouldBe(0, output);
        return RunIn(output);
    }

    /// <summary>The run that a screen says how to approve.</summary>
    public static string RunIn(string output) => Approve().Match(output) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(output);

    /// <summary>Status of a run, as the program tells it.</summary>
    public string Status(string run) => List("runs", "list", "--all").Single(one => one.GetProperty("runId").GetString() == run).GetProperty("status").GetString()!;

    /// <summary>What a command prints as a JSON list.</summary>
    public IReadOnlyList<JsonElement> List(params string[] arguments) => [.. JsonDocument.Parse(Ok([.. arguments, "--json"])).RootElement.EnumerateArray()];

    /// <summary>Records of the journal of a run, oldest first.</summary>
    public IReadOnlyList<JsonElement> Journal(string run) => [.. File.ReadAllLines(Path.Combine(Root, ".git", "groundwright", "runs", run, "journal.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>File of the state of a target.</summary>
    public string StateFile(string target) => Path.Combine(Root, ".git", "groundwright", "state", "prod", $"{target}.tfstate");

    /// <summary>SHA-256 of both states.</summary>
    public string States => string.Join(' ', new[] { "network", "app" }.Select(target => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(StateFile(target))))));

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"gw approve (\w{8})")]
    private static partial Regex Approve();

    private const string Vars = "release = \"1\"\n";

    private const string Settings = """
        version: 1
        agent: { use: manual }
        ship: { soloOperator: true }
        targets:
          network: { terraform: infra/network }
          app:
            terraform: infra/app
            after: [network]
            varFiles: [vars/app.tfvars]
            variables: { network: "{outputs.network.id}", site: "<site>" }
            environment: [AWS_PROFILE, AWS_REGION, KUBECONFIG, TF_VAR_extra, TF_WORKSPACE]
        environments:
          prod: { <prod> }

        """;

    private const string App = """
        variable "network" {}

        variable "site" {}

        variable "release" {}

        variable "extra" {
          default = ""
        }

        resource "terraform_data" "app" {
          triggers_replace = [var.release, var.network, var.extra]

          provisioner "local-exec" {
            command = "bash '${path.module}/install.sh' '${var.site}' '${var.release}'"
          }
        }

        """;
}

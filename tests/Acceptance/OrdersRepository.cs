using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>A copy of the Terraform sample with a bare remote, an agent that is a script, and a counter that every apply leaves a line in.</summary>
internal sealed class OrdersRepository : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    private OrdersRepository()
    {
    }

    /// <summary>The person's checkout.</summary>
    public string Root => folder["checkout"];

    /// <summary>The bare remote.</summary>
    public string Remote => folder["remote.git"];

    /// <summary>The edits that were recorded for it, by phase and purpose.</summary>
    public string Recording => folder["recording"];

    /// <summary>One line for every time the service was applied.</summary>
    public int Applies => File.Exists(folder["applies"]) ? File.ReadAllLines(folder["applies"]).Length : 0;

    /// <summary>One line for every time the agent worked.</summary>
    public IReadOnlyList<string> AgentCalls => File.Exists(folder["agent-calls"]) ? File.ReadAllLines(folder["agent-calls"]) : [];

    /// <summary>Makes it.</summary>
    /// <param name="applySeconds">How long the apply of the application takes.</param>
    /// <param name="agent">The agent; default a script that plays the recorded edits.</param>
    /// <param name="sandbox">Whether agent and tools are kept in: the agent then cannot leave a line in <see cref="AgentCalls"/>.</param>
    /// <param name="files">Changes the files of the checkout before they are committed.</param>
    public static OrdersRepository Create(double applySeconds = 0, string agent = "{ use: command, command: ./agent.sh }", Action<string>? files = null, bool sandbox = false)
    {
        Needs.Terraform();
        Needs.Tool("bash", "install bash");
        var made = new OrdersRepository();
        Copy(Path.Combine(Gw.Repository, "samples", "terraform-orders"), made.Root);
        made.Edit("groundwright.yaml", text => text.Replace("agent: { use: manual }", $"agent: {agent}\nsandbox: {{ use: {(sandbox ? "required" : "never")}, readable: [{made.folder["recording"]}] }}", StringComparison.Ordinal));
        made.Edit("infra/app/main.tf", text => made.Counting(text, applySeconds));
        made.WriteAgent(applySeconds);
        files?.Invoke(made.Root);
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

    /// <summary>Runs git in the checkout.</summary>
    public string Git(params string[] arguments) => GitSandbox.GitIn(Root, arguments);

    /// <summary>The only run there is, folded by the program itself.</summary>
    public JsonElement OnlyRun()
    {
        var (exit, output) = Gw.Run(Root, "runs", "list", "--all", "--json");
        exit.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
    }

    /// <summary>Status of the only run.</summary>
    public string Status() => OnlyRun().GetProperty("status").GetString()!;

    /// <summary>Id of the only run.</summary>
    public string RunId() => OnlyRun().GetProperty("runId").GetString()!;

    /// <summary>What terraform itself says is in the state of a target.</summary>
    public JsonElement Show(string target)
    {
        var (exit, output) = ChildProcess.Run("terraform", ["show", "-json", StateFile(target)], folder.Path, new Dictionary<string, string?> { ["TF_CLI_CONFIG_FILE"] = null });
        exit.ShouldBe(0, output);
        return JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    /// <summary>Serial of a target's state; 0 without one.</summary>
    public long Serial(string target) =>
        File.Exists(StateFile(target)) ? JsonDocument.Parse(File.ReadAllText(StateFile(target))).RootElement.GetProperty("serial").GetInt64() : 0;

    /// <summary>Merge commits on the remote's default branch.</summary>
    public int Merges => int.Parse(GitSandbox.GitIn(Remote, "rev-list", "--count", "--merges", "main"));

    /// <summary>Every file on the remote's default branch with its content; what differs from run to run (id, folder) is taken out.</summary>
    public string MergedFiles()
    {
        var id = RunId();
        var paths = GitSandbox.GitIn(Remote, "ls-tree", "-r", "--name-only", "main").Split('\n').Where(path => !path.StartsWith("agent.sh", StringComparison.Ordinal));
        var all = string.Join('\n', paths.Select(path => $"{path}\n{GitSandbox.GitIn(Remote, "show", $"main:{path}")}"));
        return all.Replace(id, "<id>", StringComparison.Ordinal).Replace(folder.Path, "<folder>", StringComparison.Ordinal);
    }

    /// <summary>A path beside the checkout.</summary>
    public string Beside(string name) => folder[name];

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private string StateFile(string target) => Path.Combine(Root, ".git", "groundwright", "state", "dev", target + ".tfstate");

    /// <summary>The provisioner counts, and takes its time in between.</summary>
    private string Counting(string text, double seconds) => text.Replace(
        "command = \"mkdir -p",
        FormattableString.Invariant($"command = \"echo begun >> '{folder["begun"]}' && sleep {seconds} && echo applied >> '{folder["applies"]}' && mkdir -p"),
        StringComparison.Ordinal);

    private void WriteAgent(double seconds)
    {
        var recording = Recording;
        Copy(Path.Combine(Gw.Repository, "samples", "recordings", "terraform-orders"), recording);
        var main = Path.Combine(recording, "build", "implement", "files", "infra", "app", "main.tf");
        File.WriteAllText(main, Counting(File.ReadAllText(main), seconds));
        var script = Path.Combine(Root, "agent.sh");
        File.WriteAllText(script, $$"""
            #!/usr/bin/env bash
            # Plays the recorded edits, a little slower than a recording would.
            set -eu
            cat > /dev/null
            { echo "$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE" >> '{{folder["agent-calls"]}}'; } 2> /dev/null || true
            recorded='{{recording}}'
            sleep 0.2
            case "$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE" in
              plan/spec) mkdir -p "$(dirname "$GROUNDWRIGHT_SPEC")"; cp "$recorded/plan/spec/files/{{"{{spec}}"}}" "$GROUNDWRIGHT_SPEC" ;;
              review/*) cp "$recorded/review/findings-1/answer.json" "$GROUNDWRIGHT_ANSWER" ;;
              *) cp -r "$recorded/$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE/files/." . ;;
            esac
            sleep 0.1
            echo done
            """.Replace("\r\n", "\n", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
    }

    private void Edit(string path, Func<string, string> change)
    {
        var full = Path.Combine(Root, path);
        File.WriteAllText(full, change(File.ReadAllText(full)));
    }

    /// <summary>Copies a folder.</summary>
    internal static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>A copy of the commands sample with a bare remote and an agent that is a script: the quickest repository in which a change is planned, merged and applied.</summary>
internal sealed class PagesRepository : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private bool mounted;

    private PagesRepository()
    {
    }

    /// <summary>The person's checkout.</summary>
    public string Root => folder["checkout"];

    /// <summary>The bare remote.</summary>
    public string Remote => folder["remote.git"];

    /// <summary>One line for every time the apply was started.</summary>
    public int Applies => File.Exists(folder["applies"]) ? File.ReadAllLines(folder["applies"]).Length : 0;

    /// <summary>Merge commits on the remote's default branch.</summary>
    public int Merges => int.Parse(GitSandbox.GitIn(Remote, "rev-list", "--count", "--merges", "main"));

    /// <summary>Pages that are published, with their content.</summary>
    public string Published => string.Join('\n', Directory.GetFiles(Path.Combine(Root, ".published", "dev")).Order(StringComparer.Ordinal).Select(page => $"{Path.GetFileName(page)}: {File.ReadAllText(page)}"));

    /// <summary>The journal of the only run; null before there is one.</summary>
    public string? Journal => Directory.Exists(Runs) ? Directory.GetFiles(Runs, "journal.jsonl", SearchOption.AllDirectories).SingleOrDefault() : null;

    /// <summary>What to type to start, or to go on.</summary>
    public string[] Next => Journal is null ? ["sdlc", "3", "--yes"] : ["runs", "resume", "--yes"];

    /// <summary>Records of the journal that mean that something is done: what is begun again and again is not counted.</summary>
    public int Progress => Journal is { } file ? Records(file).Count(type => type is not ("owner-changed" or "step-started")) : 0;

    /// <summary>Whether the journal says that the run is over.</summary>
    public bool IsOver => Journal is { } file && Records(file).Contains("run-ended");

    /// <summary>Makes it.</summary>
    /// <param name="change">Changes the files of the checkout before they are committed, and of the recorded agent.</param>
    /// <param name="disk">Size of a file system of its own, such as <c>64m</c>; null: none. The test is skipped where none can be mounted.</param>
    public static PagesRepository Create(Action<string, string>? change = null, string? disk = null)
    {
        Needs.Tool("bash", "install bash");
        var made = new PagesRepository();
        if (disk is not null) made.Mount(disk);
        OrdersRepository.Copy(Path.Combine(Gw.Repository, "samples", "commands-only"), made.Root);
        OrdersRepository.Copy(Path.Combine(Gw.Repository, "samples", "recordings", "commands-only"), made.folder["recording"]);
        made.Edit("groundwright.yaml", text => text.Replace("agent: { use: manual }", $"agent: {{ use: command, command: ./agent.sh }}\nsandbox: {{ readable: [{made.folder["recording"]}] }}", StringComparison.Ordinal));
        made.Edit("bin/apply", text => text.Replace("set -eu\n", $"set -eu\necho applied >> '{made.folder["applies"]}'\n", StringComparison.Ordinal));
        made.WriteAgent();
        change?.Invoke(made.Root, made.folder["recording"]);
        GitSandbox.GitIn(made.Root, "init", "-q", "-b", "main");
        GitSandbox.GitIn(made.Root, "config", "user.name", "Test Person");
        GitSandbox.GitIn(made.Root, "config", "user.email", "person@example.org");
        GitSandbox.GitIn(made.Root, "add", "-A");
        GitSandbox.GitIn(made.Root, "commit", "-q", "-m", "Start");
        GitSandbox.GitIn(made.Root, "clone", "-q", "--bare", made.Root, made.Remote);
        GitSandbox.GitIn(made.Root, "remote", "add", "origin", made.Remote);
        GitSandbox.GitIn(made.Root, "fetch", "-q", "origin");
        GitSandbox.GitIn(made.Root, "remote", "set-head", "origin", "main");
        return made;
    }

    /// <summary>Status of the only run, as the program tells it.</summary>
    public string Status()
    {
        var (exit, output) = Gw.Run(Root, "runs", "list", "--all", "--json");
        exit.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.EnumerateArray().Single().GetProperty("status").GetString()!;
    }

    /// <summary>The run ended as one that nothing disturbed.</summary>
    public void ShouldHaveShippedOnce()
    {
        Status().ShouldBe("Succeeded");
        Merges.ShouldBe(1, "one merge");
        Applies.ShouldBe(1, "one apply");
        Published.ShouldContain("status.html: ");
    }

    /// <summary>A path beside the checkout.</summary>
    public string Beside(string name) => folder[name];

    /// <summary>Makes the file system so large.</summary>
    public void Resize(string size) => ChildProcess.Run("mount", ["-o", $"remount,size={size}", folder.Path]).ExitCode.ShouldBe(0);

    /// <summary>KiB in use on the file system.</summary>
    public int Used => int.Parse(ChildProcess.Run("df", ["--output=used", "-k", folder.Path]).Output.Split('\n')[1].Trim());

    /// <inheritdoc/>
    public void Dispose()
    {
        if (mounted) ChildProcess.Run("umount", ["-l", folder.Path]);
        folder.Dispose();
    }

    private void Mount(string size)
    {
        mounted = ChildProcess.Run("mount", ["-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder.Path]).ExitCode == 0;
        if (!mounted) Assert.Skip("a file system of its own may not be mounted here");
    }

    private string Runs => Path.Combine(Root, ".git", "groundwright", "runs");

    private static IEnumerable<string> Records(string journal)
    {
        foreach (var line in File.ReadLines(journal))
        {
            // A line that a kill cut short is no record.
            if (!line.EndsWith("\"}", StringComparison.Ordinal)) continue;
            yield return JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!;
        }
    }

    private void WriteAgent()
    {
        var script = Path.Combine(Root, "agent.sh");
        File.WriteAllText(script, $$"""
            #!/usr/bin/env bash
            # Plays the recorded edits.
            set -eu
            cat > /dev/null
            recorded='{{folder["recording"]}}'
            case "$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE" in
              plan/*) mkdir -p "$(dirname "$GROUNDWRIGHT_SPEC")"; cp "$recorded/plan/$GROUNDWRIGHT_PURPOSE/files/{{"{{spec}}"}}" "$GROUNDWRIGHT_SPEC" ;;
              review/*) cp "$recorded/review/findings-1/answer.json" "$GROUNDWRIGHT_ANSWER" ;;
              *) cp -r "$recorded/$GROUNDWRIGHT_PHASE/$GROUNDWRIGHT_PURPOSE/files/." . ;;
            esac
            if [ -e "$recorded/says" ]; then bash "$recorded/says"; fi
            echo done
            """.Replace("\r\n", "\n", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
    }

    private void Edit(string path, Func<string, string> change)
    {
        var full = Path.Combine(Root, path);
        File.WriteAllText(full, change(File.ReadAllText(full)));
    }
}
